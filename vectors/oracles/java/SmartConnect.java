import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The requests of SmartConnect, and its password. */
final class SmartConnect {
    private static final String LOGIN = "https://login.smartconnect.com";
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*://.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern PIN = Pattern.compile("[A-Za-z0-9_-]{43}|[A-Za-z0-9+/]{43}=");

    static void register(Map<String, Oracle.Function> functions) {
        functions.put("smartconnect.publicKeyRequest", (in, out) -> {
            if (in.has("options")) in.options("options", "loginUrl");
            new Requests.Request("POST", login(in) + "/v1/public-key", null, null).put(out);
        });
        functions.put("smartconnect.encryptPassword", SmartConnect::encryptPassword);
        functions.put("smartconnect.companiesRequest", (in, out) -> {
            in.options("options", "loginUrl", "email", "encryptedPassword", "clientName", "ipAddress");
            String body = Requests.json("Email", in.text("options.email"), "Password", ciphertext(in),
                    "ClientName", in.text("options.clientName", "credwire"),
                    "IpAddress", in.text("options.ipAddress", "127.0.0.1"));
            new Requests.Request("POST", login(in) + "/v1/companies", "application/json", body).put(out);
        });
        functions.put("smartconnect.companyListRequest", (in, out) -> {
            in.options("options", "apiUrl", "email", "encryptedPassword");
            query(in, "GetCompanyList", "email", "password=encryptedPassword").put(out);
        });
        functions.put("smartconnect.tokenRequest", (in, out) -> {
            in.options("options", "apiUrl", "email", "encryptedPassword", "companyId");
            query(in, "GetToken", "email", "password=encryptedPassword", "companyId").put(out);
        });
        functions.put("smartconnect.validateRequest", (in, out) -> {
            in.options("options", "apiUrl", "token");
            Signing.token(in.text("options.token"));
            query(in, "validate", "token").put(out);
        });
    }

    private static String login(Fields in) {
        return Urls.base(in.text("options.loginUrl", LOGIN), false, "(?i).*/v1(/public-key|/companies)?");
    }

    /** A query of options, each under its own name or another. */
    private static Requests.Request query(Fields in, String action, String... names) {
        String api = in.text("options.apiUrl");
        String ends = "(?i).*/(GetToken|GetCompanyList|validate)";
        var url = new StringBuilder(Urls.base(SCHEME.matcher(api).matches() ? api : "https://" + api, false, ends));
        url.append('/').append(action);
        char joint = '?';
        for (String name : names) {
            String option = name.replaceFirst(".*=", "");
            url.append(joint).append(name.replaceFirst("=.*", "")).append('=');
            if (option.equals("encryptedPassword")) ciphertext(in);
            url.append(Codecs.percentEncode(in.text("options." + option)));
            joint = '&';
        }
        return new Requests.Request("POST", url.toString(), null, null);
    }

    /** Strict Base64 of one whole block. */
    private static String ciphertext(Fields in) {
        String text = in.text("options.encryptedPassword");
        int length = Codecs.decodeBase64(text, "ERR_ARGUMENT_VALUE").length;
        if (length < 128 || length > 2048) throw new Oracle.Refusal("ERR_ARGUMENT_VALUE");
        return text;
    }

    private static void encryptPassword(Fields in, Fields out) throws Exception {
        RsaKeys.Key key = RsaKeys.key(in, "key");
        if (in.has("options")) in.options("options", "charset", "pin");
        String charset = in.oneOf("options.charset", "utf-8", "utf-8", "latin1", "ascii");
        String pin = in.text("options.pin", null);
        if (pin != null && !PIN.matcher(pin).matches()) throw new Oracle.Refusal("ERR_ARGUMENT_VALUE");
        String password = in.text("password");
        if (pin != null && !List.of(RsaKeys.thumbprint(key), RsaKeys.spkiPin(key)).contains(pin)) {
            throw new Oracle.Refusal("ERR_PIN_MISMATCH");
        }
        byte[] text = Codecs.encodeText(password, charset);
        byte[] padded = RsaKeys.pad(key, text, in);
        byte[] ciphertext = key.power(padded);
        String base64 = Codecs.encodeBase64(ciphertext);
        out.put("stages.textHex", text).put("stages.paddedHex", padded).put("stages.ciphertextHex", ciphertext);
        out.put("stages.base64", base64).put("stages.encoded", Codecs.percentEncode(base64)).put("output", base64);
    }

    private SmartConnect() {}
}
