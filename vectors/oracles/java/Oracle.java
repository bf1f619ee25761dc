import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Codecs, keys and requests on the JDK alone, behind the line protocol of the oracles. */
public final class Oracle {
    /** A function of the library: reads its arguments, writes what comes out. */
    interface Function {
        void call(Fields in, Fields out) throws Exception;
    }

    /** What must fail, with its code. */
    static final class Refusal extends RuntimeException {
        Refusal(String code) {
            super(code, null, false, false);
        }
    }

    private static final Map<String, Function> FUNCTIONS = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        Codecs.register(FUNCTIONS);
        RsaKeys.register(FUNCTIONS);
        Requests.register(FUNCTIONS);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        var out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        for (String line; (line = in.readLine()) != null; ) out.print(answer(line.split("\t")) + "\n");
        out.flush();
    }

    private static String answer(String[] parts) throws Exception {
        Function function = FUNCTIONS.get(parts[0]);
        if (function == null) return "unknown";
        var out = new Fields();
        try {
            function.call(Fields.parse(parts), out);
        } catch (Refusal refusal) {
            return "error\t" + refusal.getMessage();
        }
        return "ok" + out;
    }

    private Oracle() {}
}
