import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arguments or results, from paths to values: String, byte[], Double, Boolean, or a mark of what is empty. */
final class Fields {
    static final Object NULL = new Object();
    static final Object EMPTY_OBJECT = new Object();
    static final Object EMPTY_ARRAY = new Object();
    private static final HexFormat HEX = HexFormat.of();

    private final Map<String, Object> values = new LinkedHashMap<>();

    static Fields parse(String[] parts) {
        var fields = new Fields();
        for (int at = 1; at < parts.length; at++) {
            int equals = parts[at].indexOf('=');
            String path = parts[at].substring(0, equals);
            Object value = parseValue(parts[at].charAt(equals + 1), parts[at].substring(equals + 3));
            fields.values.put(value instanceof byte[] ? path.replaceFirst("Hex$", "") : path, value);
        }
        return fields;
    }

    private static Object parseValue(char kind, String spelled) {
        return switch (kind) {
            case 's' -> units(spelled);
            case 'h' -> HEX.parseHex(spelled);
            case 'n' -> Double.valueOf(spelled);
            case 'b' -> Boolean.valueOf(spelled);
            case 'z' -> NULL;
            case 'o' -> EMPTY_OBJECT;
            case 'a' -> EMPTY_ARRAY;
            default -> throw new IllegalArgumentException(spelled);
        };
    }

    /** Unit by unit: a decoder would replace a lone surrogate. */
    private static String units(String spelled) {
        var text = new StringBuilder();
        for (int at = 0; at < spelled.length(); at += 4) {
            text.append((char) Integer.parseInt(spelled, at, at + 4, 16));
        }
        return text.toString();
    }

    boolean has(String path) {
        return values.containsKey(path) || !namesIn(path).isEmpty();
    }

    Object get(String path) {
        return values.get(path);
    }

    /** Names of the members of an object or array, in their order. */
    List<String> namesIn(String path) {
        var names = new ArrayList<String>();
        for (String each : values.keySet()) {
            if (each.startsWith(path + ".")) {
                String name = each.substring(path.length() + 1).replaceFirst("\\..*", "");
                String plain = URLDecoder.decode(name.replaceFirst("Hex$", ""), StandardCharsets.UTF_8);
                if (!names.contains(plain)) names.add(plain);
            }
        }
        return names;
    }

    boolean isObject(String path) {
        return values.get(path) == EMPTY_OBJECT || !namesIn(path).isEmpty() && !isArray(path);
    }

    boolean isArray(String path) {
        List<String> names = namesIn(path);
        for (int at = 0; at < names.size(); at++) if (!names.get(at).equals(Integer.toString(at))) return false;
        return values.get(path) == EMPTY_ARRAY || !names.isEmpty();
    }

    /** Well-formed text. */
    String text(String path) {
        if (!(values.get(path) instanceof String text)) throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
        if (text.codePoints().anyMatch(point -> point >= 0xd800 && point < 0xe000)) {
            throw new Oracle.Refusal("ERR_TEXT_NOT_WELL_FORMED");
        }
        return text;
    }

    String text(String path, String fallback) {
        return has(path) ? text(path) : fallback;
    }

    byte[] octets(String path) {
        if (values.get(path) instanceof byte[] octets) return octets;
        throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
    }

    boolean flag(String path) {
        if (!has(path)) return false;
        if (values.get(path) instanceof Boolean flag) return flag;
        throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
    }

    double number(String path) {
        if (values.get(path) instanceof Double number) return number;
        throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
    }

    /** One of a few texts. */
    String oneOf(String path, String fallback, String... allowed) {
        if (!has(path) && fallback != null) return fallback;
        if (!(values.get(path) instanceof String text)) throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
        if (List.of(allowed).contains(text)) return text;
        throw new Oracle.Refusal("ERR_ARGUMENT_VALUE");
    }

    /** Refuses what is no object of options, and names that are not known. */
    void options(String path, String... known) {
        if (!isObject(path)) throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
        if (!List.of(known).containsAll(namesIn(path))) throw new Oracle.Refusal("ERR_UNKNOWN_OPTION");
    }

    Fields put(String path, Object value) {
        values.put(path, value);
        return this;
    }

    /** Takes what stands at a path, and below it, from other fields. */
    void copy(Fields from, String path) {
        from.values.forEach((name, value) -> {
            if (name.equals(path) || name.startsWith(path + ".")) values.put(name, value);
        });
    }

    static String step(String name) {
        String escaped = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return escaped.replace(".", "%2E").replace("*", "%2A");
    }

    /** The fields of an answer, each with a tab before it. */
    @Override
    public String toString() {
        var line = new StringBuilder();
        values.forEach((path, value) -> line.append('\t').append(path).append('=').append(spelled(value)));
        return line.toString();
    }

    private static String spelled(Object value) {
        if (value instanceof String text) return "s:" + HEX.formatHex(text.getBytes(StandardCharsets.UTF_16BE));
        if (value instanceof byte[] octets) return "h:" + HEX.formatHex(octets);
        if (value instanceof Double number) return "n:" + number.longValue();
        if (value == NULL) return "z:";
        if (value == EMPTY_ARRAY) return "a:";
        return value == EMPTY_OBJECT ? "o:" : "b:" + value;
    }
}
