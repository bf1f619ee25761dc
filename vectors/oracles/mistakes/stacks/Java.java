// Mistakes of Java, made with javax.crypto, URLEncoder, Base64 and String.
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

public class Java {
  static final String KEY_TEXT = "YGjDImfP5bf8F7kGbdqWcA==";
  static final String IV_TEXT = "bDA11yRcbUsTC9jl5LnuiQ==";
  static final byte[] KEY = Base64.getDecoder().decode(KEY_TEXT);
  static final byte[] IV = Base64.getDecoder().decode(IV_TEXT);
  static final List<String> CASES = new ArrayList<>();

  static byte[] encrypt(String transformation, byte[] key, byte[] iv, byte[] text) throws Exception {
    Cipher cipher = Cipher.getInstance(transformation);
    SecretKeySpec spec = new SecretKeySpec(key, "AES");
    if (iv == null) cipher.init(Cipher.ENCRYPT_MODE, spec);
    else cipher.init(Cipher.ENCRYPT_MODE, spec, new IvParameterSpec(iv));
    return cipher.doFinal(text);
  }

  static String json(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') out.append('\\').append(c);
      else if (c < 0x20 || c > 0x7e) out.append(String.format("\\u%04x", (int) c));
      else out.append(c);
    }
    return out.append('"').toString();
  }

  static void ifactory(String password, String value, String comment, String... codes) {
    String options = "{\"baseUrl\":\"https://mes.example\",\"userLogin\":\"demo\",\"password\":" + json(password) + "}";
    String url = "https://mes.example/api/tokens?userLogin=demo&password=" + value;
    String seen = "{\"method\":\"GET\",\"url\":" + json(url) + ",\"headers\":{}}";
    add("ifactory", options, seen, comment, codes);
  }

  static void jacada(String password, String value, String comment, String... codes) {
    String options = "{\"baseUrl\":\"https://mes.example\",\"accountId\":\"1\",\"user\":\"demo\",\"password\":" + json(password) + "}";
    String body = "{\"user\":\"ZGVtbw==\",\"password\":" + json(value) + "}";
    String seen = "{\"method\":\"POST\",\"url\":\"https://mes.example/version/1/account/1/auth/\",\"headers\":{\"Content-Type\":\"application/json\"},\"body\":" + json(body) + "}";
    add("jacada", options, seen, comment, codes);
  }

  static void add(String vendor, String options, String seen, String comment, String... codes) {
    StringBuilder list = new StringBuilder();
    for (String code : codes) list.append(list.length() == 0 ? "" : ",").append(json(code));
    CASES.add("{\"comment\":" + json(comment) + ",\"vendor\":" + json(vendor) + ",\"options\":" + options + ",\"seen\":" + seen + ",\"codes\":[" + list + "]}");
  }

  public static void main(String[] arguments) throws Exception {
    Base64.Encoder base64 = Base64.getEncoder();
    for (String word : new String[] {"correct horse battery staple", "Gr\u00fc\u00dfe aus K\u00f6ln und Bonn"}) {
      byte[] text = word.getBytes(StandardCharsets.UTF_8);
      String note = text.length + " bytes";
      byte[] right = encrypt("AES/CBC/PKCS5Padding", KEY, IV, text);
      ifactory(word, url(base64.encodeToString(encrypt("AES", KEY, null, text))), "Cipher.getInstance(\"AES\"): " + note, "MODE_ECB");
      ifactory(word, url(base64.encodeToString(encrypt("AES/CBC/PKCS5Padding", KEY_TEXT.getBytes(), IV, text))), "getBytes() of the key: " + note, "KEY_AS_TEXT");
      ifactory(word, url(base64.encodeToString(encrypt("AES/CBC/PKCS5Padding", KEY, new byte[16], text))), "new byte[16]: " + note, "IV_ZERO");
      ifactory(word, url(base64.encodeToString(encrypt("AES/CBC/PKCS5Padding", KEY, Arrays.copyOf(IV_TEXT.getBytes(), 16), text))), "getBytes() of the vector: " + note, "IV_AS_TEXT");
      ifactory(word, url(base64.encodeToString(encrypt("AES/CBC/NoPadding", KEY, IV, Arrays.copyOf(text, (text.length + 15) / 16 * 16)))), "NoPadding over zeros: " + note, "PADDING_ZERO");
      ifactory(word, url(base64.encodeToString(encrypt("AES/CFB/NoPadding", KEY, IV, text))), "CFB: " + note, "MODE_OTHER");
      ifactory(word, url(base64.encodeToString(encrypt("AES/CFB8/NoPadding", KEY, IV, text))), "CFB8: " + note, "MODE_OTHER");
      ifactory(word, url(base64.encodeToString(encrypt("AES/CTR/NoPadding", KEY, IV, text))), "CTR: " + note, "MODE_OTHER");
      ifactory(word, url(base64.encodeToString(encrypt("AES/CBC/PKCS5Padding", KEY, IV, word.getBytes(StandardCharsets.UTF_16LE)))), "UTF_16LE: " + note, "CHARSET_UTF16");
      ifactory(word, url(base64.encodeToString(encrypt("AES/CBC/PKCS5Padding", KEY, IV, word.getBytes(StandardCharsets.UTF_16)))), "UTF_16, which writes a mark: " + note, "CHARSET_UTF16", "BOM_ADDED");
      ifactory(word, url(Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(right)), "getMimeEncoder: " + note, "BASE64_LINES");
      ifactory(word, url(Base64.getUrlEncoder().encodeToString(encrypt("AES/CBC/PKCS5Padding", KEY, IV, text))), "getUrlEncoder: " + note, urlSafe(right));
      ifactory(word, url(url(base64.encodeToString(right))), "URLEncoder twice: " + note, "ENCODED_TWICE");
      ifactory(word, url(Arrays.toString(right)), "Arrays.toString: " + note, "BYTES_AS_LIST");
      ifactory(word, url(new String(right, StandardCharsets.UTF_8)), "new String() of the ciphertext: " + note, "CIPHERTEXT_NOT_BASE64");
      byte[] prefixed = ("abcdefghijklm" + word).getBytes(StandardCharsets.UTF_8);
      jacada(word, base64.encodeToString(text), "the password alone: " + note, "PREFIX_MISSING");
      jacada(word, "abcdefghijklm" + base64.encodeToString(text), "the prefix in front of the Base64: " + note, "PREFIX_OUTSIDE");
      jacada(word, base64.encodeToString(("abc" + word).getBytes(StandardCharsets.UTF_8)), "three letters: " + note, "PREFIX_LENGTH");
      jacada(word, base64.encodeToString(base64.encode(prefixed)), "Base64 twice: " + note, "ENCODED_TWICE");
      jacada(word, url(base64.encodeToString(prefixed)), "URLEncoder in JSON: " + note, percent(base64.encodeToString(prefixed)));
    }
    String word = "Gr\u00fc\u00dfe";
    jacada(word, base64.encodeToString(("abcdefghijklm" + word).getBytes(StandardCharsets.ISO_8859_1)), "ISO_8859_1, as old defaults were", "CHARSET_LATIN1");
    jacada(word, base64.encodeToString(("abcdefghijklm" + word).getBytes(StandardCharsets.US_ASCII)), "US_ASCII", "CHARSET_ASCII");
    System.out.println("[\n" + String.join(",\n", CASES) + "\n]");
  }

  static String url(String text) throws Exception {
    return URLEncoder.encode(text, "UTF-8");
  }

  static String[] urlSafe(byte[] bytes) {
    String text = Base64.getEncoder().encodeToString(bytes);
    return text.matches(".*[+/].*") ? new String[] {"BASE64_URL"} : new String[0];
  }

  static String[] percent(String text) throws Exception {
    return url(text).equals(text) ? new String[0] : new String[] {"PERCENT_IN_JSON"};
  }
}
