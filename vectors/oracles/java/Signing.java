import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** How a session signs a request. */
final class Signing {
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\t -~]*");
    private static final Pattern URL = Pattern.compile(
            "https?://(?:\\[[0-9a-f:.]+]|[a-z0-9._-]+)(?::([0-9]{1,5}))?(?:[/?][!-~&&[^#\\\\]]*)?", Pattern.CASE_INSENSITIVE);

    /** A request while it is signed. */
    private static final class Request {
        String url;
        final Map<String, String> headers = new LinkedHashMap<>();

        void set(String name, String value) {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, value);
        }
    }

    /** What one vendor does with a request. */
    private interface Signature {
        void sign(Request request, String token, Fields in);
    }

    static void register(Map<String, Oracle.Function> functions) {
        functions.put("ifactory.authorize", signing("ifactory", (request, token, in) ->
                request.set("Authorization", "Bearer " + token)));
        functions.put("jacada.authorize", signing("jacada", (request, token, in) -> request.set("Security-Token", token)));
        functions.put("bex.authorize", signing("bex", (request, token, in) -> request.set("token", token)));
        functions.put("smartconnect.authorize", signing("smartconnect", (request, token, in) -> {
            int mark = request.url.indexOf('?');
            var query = new StringJoiner("&");
            for (String pair : mark < 0 ? new String[0] : request.url.substring(mark + 1).split("&")) {
                if (!pair.isEmpty() && !pair.equals("token") && !pair.startsWith("token=")) query.add(pair);
            }
            query.add("token=" + Codecs.percentEncode(token));
            request.url = (mark < 0 ? request.url : request.url.substring(0, mark)) + "?" + query;
        }));
        functions.put("idscan.authorize", signing("idscan", Signing::idscan));
    }

    static String token(String text) {
        if (TOKEN.matcher(text).matches()) return text;
        throw new Oracle.Refusal("ERR_HEADER_VALUE");
    }

    private static Oracle.Function signing(String vendor, Signature signature) {
        return (in, out) -> {
            if (!in.isObject("session")) throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
            in.oneOf("session.vendor", null, vendor);
            String token = token(in.text("session.token"));
            Request request = read(in);
            signature.sign(request, token, in);
            out.put("request.method", in.text("request.method")).put("request.url", request.url);
            if (request.headers.isEmpty()) out.put("request.headers", Fields.EMPTY_OBJECT);
            request.headers.forEach((name, value) -> out.put("request.headers." + Fields.step(name), value));
            if (in.has("request.body")) out.put("request.body", in.text("request.body"));
        };
    }

    private static Request read(Fields in) {
        in.options("request", "method", "url", "headers", "body");
        in.oneOf("request.method", null, "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD");
        var request = new Request();
        request.url = in.text("request.url");
        var match = URL.matcher(request.url);
        boolean isUrl = match.matches() && (match.group(1) == null || Integer.parseInt(match.group(1)) <= 65535);
        if (!isUrl) throw new Oracle.Refusal("ERR_URL");
        for (String name : in.namesIn("request.headers")) {
            String value = in.text("request.headers." + Fields.step(name));
            boolean isHeader = HEADER_NAME.matcher(name).matches() && HEADER_VALUE.matcher(value).matches();
            if (!isHeader) throw new Oracle.Refusal("ERR_HEADER_VALUE");
            request.headers.put(name, value);
        }
        if (in.has("request.body")) in.text("request.body");
        return request;
    }

    private static void idscan(Request request, String token, Fields in) {
        String area = in.oneOf("session.area", null, "scanning", "investigation");
        String forgery = in.has("session.csrfToken") ? token(in.text("session.csrfToken")) : null;
        if (in.has("options")) in.options("options", "action", "via");
        String action = in.oneOf("options.action", "", "upload", "retrieval");
        String via = in.oneOf("options.via", "authorization", "authorization", "cookie");
        String allowed = area.equals("scanning") ? "upload" : "retrieval";
        if (!action.isEmpty() && !action.equals(allowed)) throw new Oracle.Refusal("ERR_AREA_MISMATCH");
        if (via.equals("authorization")) request.set("Authorization", token);
        else request.set("Cookie", cookies(request, token));
        if (forgery != null) request.set("x-csrftoken", forgery);
    }

    private static String cookies(Request request, String token) {
        if (token.matches(".*[\",;\\\\].*")) throw new Oracle.Refusal("ERR_HEADER_VALUE");
        var cookies = new StringJoiner("; ");
        request.headers.forEach((name, line) -> {
            if (!name.equalsIgnoreCase("cookie")) return;
            for (String pair : line.split(";")) {
                if (!pair.isBlank() && !pair.strip().startsWith("token=")) cookies.add(pair.strip());
            }
        });
        return cookies.add("token=" + token).toString();
    }

    private Signing() {}
}
