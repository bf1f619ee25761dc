import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** How a session signs a request. */
final class Signing {
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\t -~]*");
    private static final Pattern REST = Pattern.compile("[!-~&&[^#\\\\]]*");

    /** A request while it is signed. */
    private static final class Request {
        String url;
        final Map<String, String> headers = new LinkedHashMap<>();

        void set(String name, String value) {
            remove(name);
            headers.put(name, value);
        }

        void remove(String... names) {
            for (String name : names) headers.keySet().removeIf(name::equalsIgnoreCase);
        }
    }

    /** What one vendor does with a request. */
    private interface Signature {
        void sign(Request request, String token, Fields in);
    }

    static void register(Map<String, Oracle.Function> functions) {
        functions.put("ifactory.authorize", signing("ifactory", (request, token, in) ->
                request.set("Authorization", "Bearer " + token)));
        functions.put("jacada.authorize", signing("jacada", (request, token, in) -> {
            String id = in.has("session.sessionId") ? token(in.text("session.sessionId")) : null;
            request.remove("User-Id", "User-Password");
            request.set("Security-Token", token);
            if (id != null) request.set("Session-Id", id);
        }));
        functions.put("bex.authorize", signing("bex", (request, token, in) -> request.set("token", token)));
        functions.put("smartconnect.authorize", signing("smartconnect", Signing::smartConnect));
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
            Request request = read(in, vendor);
            signature.sign(request, token, in);
            var names = new java.util.ArrayList<>(in.namesIn("request"));
            if (!names.contains("headers")) names.add("headers");
            for (String name : names) {
                if (name.equals("url")) out.put("request.url", request.url);
                else if (!name.equals("headers")) out.copy(in, "request." + Fields.step(name));
                else if (request.headers.isEmpty()) out.put("request.headers", Fields.EMPTY_OBJECT);
                else request.headers.forEach((header, value) -> out.put("request.headers." + Fields.step(header), value));
            }
        };
    }

    /** What may be signed: an object with a URL and perhaps headers, that goes where the token may go. */
    private static Request read(Fields in, String vendor) {
        String own = in.has("session.origin") ? Urls.origin(in.text("session.origin")) : null;
        if (in.has("options")) {
            if (vendor.equals("idscan")) in.options("options", "origins", "allowInsecureHttp", "action", "via");
            else if (vendor.equals("smartconnect")) in.options("options", "origins");
            else in.options("options", "origins", "allowInsecureHttp");
        }
        var origins = new java.util.ArrayList<String>();
        if (in.has("options.origins")) {
            if (!in.isArray("options.origins")) throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
            for (String at : in.namesIn("options.origins")) origins.add(Urls.origin(in.text("options.origins." + at)));
        }
        boolean allowInsecure = in.flag("options.allowInsecureHttp");
        if (!in.isObject("request")) throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
        var request = new Request();
        request.url = in.text("request.url");
        Urls url = Urls.split(request.url);
        if (!REST.matcher(url.rest()).matches()) throw new Oracle.Refusal("ERR_URL");
        if (in.has("request.headers") && !in.isObject("request.headers")) throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
        for (String name : in.namesIn("request.headers")) {
            String value = in.text("request.headers." + Fields.step(name));
            boolean isHeader = HEADER_NAME.matcher(name).matches() && HEADER_VALUE.matcher(value).matches();
            if (!isHeader) throw new Oracle.Refusal("ERR_HEADER_VALUE");
            request.headers.put(name, value);
        }
        if (url.origin().equals(own)) return request;
        if (url.isInsecure() && !allowInsecure) throw new Oracle.Refusal("ERR_INSECURE_URL");
        if (own != null && !origins.contains(url.origin())) throw new Oracle.Refusal("ERR_ORIGIN_MISMATCH");
        return request;
    }

    /** The token's parameter, whose name ASP.NET reads in either case and percent-decoded, or a Bearer header. */
    private static void smartConnect(Request request, String token, Fields in) {
        boolean isBearer = in.has("session.tokenType") && in.oneOf("session.tokenType", null, "bearer") != null;
        int mark = request.url.indexOf('?');
        String target = mark < 0 ? request.url : request.url.substring(0, mark);
        var query = new StringJoiner("&");
        boolean isDropped = false;
        for (String pair : mark < 0 ? new String[0] : request.url.substring(mark + 1).split("&")) {
            boolean isToken = URLDecoder.decode(pair.replaceFirst("=.*", ""), UTF_8).equalsIgnoreCase("token");
            isDropped |= isToken;
            if (!pair.isEmpty() && !isToken) query.add(pair);
        }
        if (isBearer) {
            request.set("Authorization", "Bearer " + token);
            if (isDropped) request.url = query.length() == 0 ? target : target + "?" + query;
            return;
        }
        request.remove("Authorization");
        request.url = target + "?" + query.add("token=" + Codecs.percentEncode(token));
    }

    private static void idscan(Request request, String token, Fields in) {
        String area = in.oneOf("session.area", null, "scanning", "investigation");
        String forgery = in.has("session.csrfToken") ? token(in.text("session.csrfToken")) : null;
        String action = in.oneOf("options.action", "", "upload", "retrieval");
        String via = in.oneOf("options.via", "authorization", "authorization", "cookie");
        String allowed = area.equals("scanning") ? "upload" : "retrieval";
        if (!action.isEmpty() && !action.equals(allowed)) throw new Oracle.Refusal("ERR_AREA_MISMATCH");
        request.remove("Authorization", "x-csrftoken");
        withoutCookies(request);
        if (via.equals("authorization")) request.set("Authorization", token);
        else request.set("Cookie", cookies(request, token));
        if (forgery != null) request.set("x-csrftoken", forgery);
    }

    private static String cookies(Request request, String token) {
        if (token.matches(".*[\",;\\\\].*")) throw new Oracle.Refusal("ERR_HEADER_VALUE");
        var cookies = new StringJoiner("; ");
        request.headers.forEach((name, line) -> {
            if (name.equalsIgnoreCase("cookie")) cookies.add(line);
        });
        return cookies.add("token=" + token).toString();
    }

    /** Of another sign-in nothing stays. */
    private static void withoutCookies(Request request) {
        var cookies = new StringJoiner("; ");
        boolean isThere = false;
        for (var header : request.headers.entrySet()) {
            if (!header.getKey().equalsIgnoreCase("cookie")) continue;
            isThere = true;
            for (String pair : header.getValue().split(";")) {
                if (!pair.isBlank() && !pair.strip().matches("(?i)(token|csrftoken)[ \t]*(=.*)?")) cookies.add(pair.strip());
            }
        }
        request.remove("Cookie");
        if (isThere && cookies.length() > 0) request.set("Cookie", cookies.toString());
    }

    private Signing() {}
}
