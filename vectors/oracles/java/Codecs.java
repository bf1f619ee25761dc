import java.net.URLEncoder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.StringJoiner;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Text, Base64, URLs and AES. */
final class Codecs {
    private static final Map<String, Charset> CHARSETS = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "utf-16le", StandardCharsets.UTF_16LE,
            "latin1", StandardCharsets.ISO_8859_1,
            "ascii", StandardCharsets.US_ASCII);

    static void register(Map<String, Oracle.Function> functions) {
        functions.put("codecs.encodeText", (in, out) -> {
            String text = in.text("text");
            String charset = in.oneOf("charset", "utf-8", "utf-8", "utf-16le", "latin1", "ascii");
            out.put("outputHex", encodeText(text, charset));
        });
        functions.put("codecs.encodeBase64", (in, out) -> out.put("output", encodeBase64(in.octets("bytes"))));
        functions.put("codecs.decodeBase64", (in, out) ->
                out.put("outputHex", decodeBase64(in.text("text"), "ERR_BASE64")));
        functions.put("codecs.percentEncode", (in, out) -> out.put("output", percentEncode(in.text("text"))));
        functions.put("codecs.formUrlEncode", (in, out) -> out.put("output", formUrlEncode(in)));
        functions.put("codecs.encryptAesCbc", (in, out) -> {
            byte[] key = sized(in.octets("key"), "ERR_AES_KEY_LENGTH");
            byte[] iv = sized(in.octets("iv"), "ERR_AES_IV_LENGTH");
            byte[] plaintext = in.octets("plaintext");
            out.put("stages.paddedHex", pad(plaintext)).put("outputHex", aes(Cipher.ENCRYPT_MODE, key, iv, plaintext));
        });
        functions.put("codecs.decryptAesCbc", (in, out) -> {
            byte[] key = sized(in.octets("key"), "ERR_AES_KEY_LENGTH");
            byte[] iv = sized(in.octets("iv"), "ERR_AES_IV_LENGTH");
            byte[] ciphertext = in.octets("ciphertext");
            if (ciphertext.length == 0) throw new Oracle.Refusal("ERR_DECRYPT"); // to Java that is no text at all
            out.put("outputHex", aes(Cipher.DECRYPT_MODE, key, iv, ciphertext));
        });
    }

    static byte[] encodeText(String text, String charset) {
        try {
            var encoded = CHARSETS.get(charset).newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(encoded.array(), encoded.limit());
        } catch (CharacterCodingException refused) {
            throw new Oracle.Refusal("ERR_TEXT_NOT_ENCODABLE");
        }
    }

    static String encodeBase64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /** Java takes missing padding and surplus bits: what is encoded again must be the same. */
    static byte[] decodeBase64(String text, String code) {
        try {
            byte[] octets = Base64.getDecoder().decode(text);
            if (encodeBase64(octets).equals(text)) return octets;
        } catch (IllegalArgumentException refused) {
            // below
        }
        throw new Oracle.Refusal(code);
    }

    static String percentEncode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    /** Java's encoder is that of WHATWG forms already. */
    static String formEncode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String formUrlEncode(Fields in) {
        if (!in.isArray("pairs")) throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
        var form = new StringJoiner("&");
        for (String at : in.namesIn("pairs")) {
            String pair = "pairs." + at;
            if (!in.isArray(pair) || in.namesIn(pair).size() != 2) throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
            form.add(formEncode(in.text(pair + ".0")) + "=" + formEncode(in.text(pair + ".1")));
        }
        return form.toString();
    }

    static byte[] sized(byte[] octets, String code) {
        if (octets.length == 16) return octets;
        throw new Oracle.Refusal(code);
    }

    static byte[] pad(byte[] plaintext) {
        byte[] padded = Arrays.copyOf(plaintext, plaintext.length + 16 - plaintext.length % 16);
        Arrays.fill(padded, plaintext.length, padded.length, (byte) (padded.length - plaintext.length));
        return padded;
    }

    /** What Java calls PKCS5Padding is PKCS#7. */
    static byte[] aes(int mode, byte[] key, byte[] iv, byte[] octets) throws Exception {
        var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        try {
            return cipher.doFinal(octets);
        } catch (BadPaddingException | IllegalBlockSizeException refused) {
            throw new Oracle.Refusal("ERR_DECRYPT");
        }
    }

    private Codecs() {}
}
