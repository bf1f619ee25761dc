import java.util.Locale;
import java.util.regex.Pattern;

/** URLs: split by RFC 3986, with hosts as DNS and intranets have them. */
record Urls(String scheme, String host, String prefix, String origin, String rest) {
    private static final Pattern AUTHORITY = Pattern.compile(
            "(https?)://(\\[[0-9a-f:.]+]|[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*+\\.?)(?::([0-9]{1,5}))?(?=[/?#]|\\z)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PATH = Pattern.compile(
            "(?:/(?:[a-z0-9._~!$&'()*+,;=:@-]|%[0-9a-f]{2})*+)*+", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOTS = Pattern.compile("/(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[::1]");

    static Urls split(String text) {
        var match = AUTHORITY.matcher(text);
        if (!match.lookingAt()) throw refusal("ERR_URL");
        String scheme = match.group(1).toLowerCase(Locale.ROOT);
        String host = match.group(2).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = match.group(3) == null ? usual : Integer.parseInt(match.group(3));
        if (port < 1 || port > 65535 || host.startsWith("[") && !isIpv6(host)) throw refusal("ERR_URL");
        String origin = scheme + "://" + host + (port == usual ? "" : ":" + port);
        return new Urls(scheme, host, match.group().toLowerCase(Locale.ROOT), origin, text.substring(match.end()));
    }

    /** RFC 4291: eight groups, a run of which two colons stand for; an IPv4 address is two of them. */
    private static boolean isIpv6(String host) {
        String address = host.substring(1, host.length() - 1).replaceFirst("(?<=:)\\d+(\\.\\d+){3}$", "0:0");
        String[] halves = address.split("::", -1);
        int groups = 0;
        for (String half : halves) {
            for (String group : half.isEmpty() ? new String[0] : half.split(":", -1)) {
                if (!group.matches("[0-9a-f]{1,4}")) return false;
                groups++;
            }
        }
        return halves.length == 1 ? groups == 8 : halves.length == 2 && groups < 8;
    }

    boolean isInsecure() {
        return scheme.equals("http") && !LOOPBACK.matcher(host).matches();
    }

    /** An origin alone. */
    static String origin(String text) {
        Urls url = split(text);
        if (!url.rest.isEmpty() && !url.rest.equals("/")) throw refusal("ERR_URL");
        return url.origin;
    }

    static String base(Fields in, String ends) {
        return base(in.text("options.baseUrl"), in.flag("options.allowInsecureHttp"), ends);
    }

    /** A base URL without a slash at its end; a path that is like `ends` holds the endpoint already. */
    static String base(String text, boolean allowInsecure, String ends) {
        if (text.length() > 8192) throw refusal("ERR_URL");
        Urls url = split(text);
        String path = url.rest.replaceAll("/+$", "");
        boolean isPath = PATH.matcher(url.rest).matches() && !DOTS.matcher(url.rest).find() && !path.matches(ends);
        if (!isPath) throw refusal("ERR_URL");
        if (url.isInsecure() && !allowInsecure) throw refusal("ERR_INSECURE_URL");
        return url.prefix + path;
    }

    private static Oracle.Refusal refusal(String code) {
        return new Oracle.Refusal(code);
    }
}
