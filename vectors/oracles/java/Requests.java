import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Cipher;

/** What the builders of the five vendors make, and how a session signs a request. */
final class Requests {
    private static final String KEY = "YGjDImfP5bf8F7kGbdqWcA==";
    private static final String IV = "bDA11yRcbUsTC9jl5LnuiQ==";
    private static final String[] CLEAR = {"utf-8", "latin1", "ascii"};
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    /** A request: method, URL, the type of its body, and the body or null. */
    record Request(String method, String url, String type, String body) {
        void put(Fields out) {
            out.put("request.method", method).put("request.url", url).put("request.headers.Accept", JSON);
            if (type != null) out.put("request.headers.Content-Type", type);
            if (body != null) out.put("request.body", body);
        }
    }

    static void register(Map<String, Oracle.Function> functions) {
        functions.put("ifactory.encryptPassword", (in, out) -> {
            if (in.has("options")) in.options("options", "key", "iv", "charset");
            out.put("output", encryptPassword(in, in.text("password"), out));
        });
        functions.put("ifactory.tokenRequest", (in, out) -> ifactory(in, out).put(out));
        functions.put("idscan.encodeCredentials", (in, out) -> {
            in.options("credentials", "username", "password", "area", "lowerCaseUsername", "usernameKey", "loginFormType");
            out.put("output", idscanForm(in, "credentials."));
        });
        functions.put("idscan.tokenRequest", (in, out) -> {
            in.options("options", "baseUrl", "username", "password", "area", "lowerCaseUsername", "usernameKey", "loginFormType",
                    "allowInsecureHttp");
            String form = idscanForm(in, "options.");
            String base = Urls.base(in, "(?i).*/idscanenterprisesvc/token");
            String service = base.matches("(?i).*/idscanenterprisesvc") ? "" : "/idscanenterprisesvc";
            new Request("POST", base + service + "/token", FORM, form).put(out);
        });
        functions.put("jacada.encodeUser", (in, out) -> {
            if (in.has("options")) in.options("options", "charset");
            byte[] octets = Codecs.encodeText(in.text("user"), in.oneOf("options.charset", "utf-8", CLEAR));
            String base64 = Codecs.encodeBase64(octets);
            out.put("stages.textHex", octets).put("stages.base64", base64).put("output", base64);
        });
        functions.put("jacada.encodePassword", (in, out) -> {
            if (in.has("options")) in.options("options", "prefixLength", "charset");
            out.put("output", jacadaPassword(in, in.text("password"), out));
        });
        functions.put("jacada.tokenRequest", (in, out) -> jacada(in, out).put(out));
        functions.put("jacada.credentialHeaders", (in, out) -> {
            in.options("options", "tenantId", "applicationKey", "environmentName", "user", "password");
            out.put("output.Tenant-Id", Signing.token(in.text("options.tenantId")));
            out.put("output.Application-Key", Signing.token(in.text("options.applicationKey")));
            boolean hasUser = in.has("options.user");
            if (in.has("options.environmentName")) {
                out.put("output.Environment-Name", Signing.token(in.text("options.environmentName")));
            }
            if (hasUser && in.text("options.user").isEmpty()) throw new Oracle.Refusal("ERR_ARGUMENT_VALUE");
            if (in.has("options.password")) in.text("options.password");
            if (hasUser != in.has("options.password")) throw new Oracle.Refusal("ERR_ARGUMENT_VALUE");
            for (String name : hasUser ? List.of("User-Id", "User-Password") : List.<String>of()) {
                String text = in.text("options." + (name.equals("User-Id") ? "user" : "password"));
                out.put("output." + name, Codecs.encodeBase64(Codecs.encodeText(text, "utf-8")));
            }
        });
        functions.put("bex.encodeCredentials", (in, out) -> {
            in.options("credentials", "username", "password", "usernameKey", "preferAlternateToken");
            out.put("output", bexQuery(in, "credentials."));
        });
        functions.put("bex.tokenRequest", (in, out) -> bex(in).put(out));
        SmartConnect.register(functions);
        Signing.register(functions);
    }

    private static String encryptPassword(Fields in, String password, Fields out) throws Exception {
        byte[] key = sixteen(in, "options.key", KEY, "ERR_AES_KEY_LENGTH");
        byte[] iv = sixteen(in, "options.iv", IV, "ERR_AES_IV_LENGTH");
        byte[] text = Codecs.encodeText(password, in.oneOf("options.charset", "utf-8", "utf-8", "utf-16le"));
        byte[] ciphertext = Codecs.aes(Cipher.ENCRYPT_MODE, key, iv, text);
        String base64 = Codecs.encodeBase64(ciphertext);
        out.put("stages.textHex", text).put("stages.paddedHex", Codecs.pad(text)).put("stages.ciphertextHex", ciphertext);
        out.put("stages.base64", base64).put("stages.encoded", Codecs.percentEncode(base64));
        return base64;
    }

    /** Bytes, or Base64 with white space around it. */
    private static byte[] sixteen(Fields in, String path, String usual, String code) {
        if (in.get(path) instanceof byte[] octets) return Codecs.sized(octets, code);
        String text = in.text(path, usual).replaceAll("^[ \t\r\n]+|[ \t\r\n]+$", "");
        return Codecs.sized(Codecs.decodeBase64(text, "ERR_BASE64"), code);
    }

    private static Request ifactory(Fields in, Fields out) throws Exception {
        in.options("options", "baseUrl", "userLogin", "password", "key", "iv", "charset", "allowInsecureHttp");
        String base = Urls.base(in, "(?i).*/api(/tokens)?");
        String user = Codecs.percentEncode(in.text("options.userLogin"));
        String password = Codecs.percentEncode(encryptPassword(in, in.text("options.password"), out));
        return new Request("GET", base + "/api/tokens?userLogin=" + user + "&password=" + password, null, null);
    }

    private static String idscanForm(Fields in, String path) {
        String user = in.text(path + "username");
        if (in.flag(path + "lowerCaseUsername")) user = user.toLowerCase(Locale.ROOT);
        String password = Codecs.formEncode(in.text(path + "password"));
        String area = in.oneOf(path + "area", null, "scanning", "investigation");
        String key = in.oneOf(path + "usernameKey", "username", "username", "userName", "UserName");
        String type = in.oneOf(path + "loginFormType", "", "pwd");
        return "grant_type=password&" + key + "=" + Codecs.formEncode(user) + "&password=" + password + "&area=" + area
                + (type.isEmpty() ? "" : "&login-form-type=" + type);
    }

    private static String jacadaPassword(Fields in, String password, Fields out) {
        int length = in.has("options.prefixLength") ? whole(in.number("options.prefixLength"), 1024) : 13;
        byte[] text = Codecs.encodeText(password, in.oneOf("options.charset", "utf-8", CLEAR));
        byte[] drawn = RsaKeys.draw(in, length, octet -> octet < 234);
        var prefix = new StringBuilder();
        for (byte octet : drawn) prefix.append((char) ('a' + (octet & 0xff) % 26));
        byte[] octets = Arrays.copyOf(Codecs.encodeText(prefix.toString(), "ascii"), length + text.length);
        System.arraycopy(text, 0, octets, length, text.length);
        String base64 = Codecs.encodeBase64(octets);
        out.put("stages.prefix", prefix.toString()).put("stages.textHex", octets).put("stages.base64", base64);
        return base64;
    }

    private static int whole(double number, double most) {
        if (number == Math.rint(number) && number >= 0 && number <= most) return (int) number;
        throw new Oracle.Refusal("ERR_ARGUMENT_VALUE");
    }

    private static Request jacada(Fields in, Fields out) {
        in.options("options", "baseUrl", "applicationName", "version", "accountId", "user", "password", "prefixLength",
                "charset", "allowInsecureHttp");
        String path = Urls.base(in, ".*/version/[^/]+(/account(/[^/]+(/auth)?)?)?");
        if (in.has("options.applicationName")) path += "/" + segment(in, "options.applicationName");
        path += "/version/" + (in.has("options.version") ? segment(in, "options.version") : "1");
        path += "/account/" + segment(in, "options.accountId") + "/auth/";
        byte[] user = Codecs.encodeText(in.text("options.user"), in.oneOf("options.charset", "utf-8", CLEAR));
        String password = jacadaPassword(in, in.text("options.password"), out);
        String body = json("user", Codecs.encodeBase64(user), "password", password);
        return new Request("POST", path, JSON, body);
    }

    private static String segment(Fields in, String path) {
        if (in.get(path) instanceof Double number) {
            whole(number, Math.pow(2, 53) - 1);
            return Long.toString(number.longValue());
        }
        String text = in.text(path);
        if (List.of("", ".", "..").contains(text)) throw new Oracle.Refusal("ERR_ARGUMENT_VALUE");
        return Codecs.percentEncode(text);
    }

    private static String bexQuery(Fields in, String path) {
        String key = in.oneOf(path + "usernameKey", "username", "username", "userName");
        String user = Codecs.percentEncode(in.text(path + "username"));
        String password = Codecs.percentEncode(in.text(path + "password"));
        String more = in.flag(path + "preferAlternateToken") ? "&preferAlternateToken=true" : "";
        return key + "=" + user + "&password=" + password + more;
    }

    private static Request bex(Fields in) {
        in.options("options", "baseUrl", "username", "password", "transport", "method", "allowInsecureHttp", "usernameKey",
                "preferAlternateToken");
        String username = in.text("options.username");
        String password = in.text("options.password");
        String transport = in.oneOf("options.transport", "json", "json", "query");
        String method = in.oneOf("options.method", "POST", "POST", "GET");
        String query = bexQuery(in, "options.");
        String base = Urls.base(in.text("options.baseUrl", "https://api.bex.co.za"), in.flag("options.allowInsecureHttp"),
                "(?i).*/api(/service(/login)?)?");
        String url = base + "/api/service/login";
        if (transport.equals("query")) return new Request(method, url + "?" + query, null, null);
        if (method.equals("GET")) throw new Oracle.Refusal("ERR_ARGUMENT_VALUE");
        String key = in.oneOf("options.usernameKey", "username", "username", "userName");
        String body = json(key, username, "password", password);
        boolean isAlternate = in.flag("options.preferAlternateToken");
        return new Request("POST", url, JSON, isAlternate ? body.replaceFirst("}$", ",\"preferAlternateToken\":true}") : body);
    }

    /** A JSON object of texts, names and values in turn, as JSON.stringify prints it. */
    static String json(String... parts) {
        var members = new ArrayList<String>();
        for (int at = 0; at < parts.length; at += 2) members.add(quoted(parts[at]) + ":" + quoted(parts[at + 1]));
        return "{" + String.join(",", members) + "}";
    }

    private static final Map<Character, String> ESCAPES = new LinkedHashMap<>(Map.of(
            '"', "\\\"", '\\', "\\\\", '\b', "\\b", '\f', "\\f", '\n', "\\n", '\r', "\\r", '\t', "\\t"));

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (char unit : text.toCharArray()) {
            String plain = unit < 0x20 ? String.format("\\u%04x", (int) unit) : String.valueOf(unit);
            quoted.append(ESCAPES.getOrDefault(unit, plain));
        }
        return quoted.append('"').toString();
    }

    private Requests() {}
}
