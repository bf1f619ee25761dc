import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import javax.crypto.Cipher;

/** RSA keys in all their forms, and RSAES-PKCS1-v1_5 with the padding given. */
final class RsaKeys {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern PEM = Pattern.compile(
            "\\s*-----BEGIN PUBLIC KEY-----\\s([A-Za-z0-9+/=\\s]*)-----END PUBLIC KEY-----\\s*");

    /** The two numbers of a sound key. */
    record Key(BigInteger modulus, BigInteger exponent) {
        Key {
            int bits = modulus.bitLength();
            if (bits < 1024 || bits > 16384) throw new Oracle.Refusal("ERR_RSA_KEY_SIZE");
            boolean isOdd = modulus.testBit(0) && exponent.testBit(0);
            if (!isOdd || exponent.compareTo(BigInteger.valueOf(3)) < 0 || exponent.bitLength() > 64) {
                throw new Oracle.Refusal("ERR_RSA_KEY");
            }
        }

        int size() {
            return (modulus.bitLength() + 7) / 8;
        }

        byte[] power(byte[] block) {
            return fill(new BigInteger(1, block).modPow(exponent, modulus), size());
        }
    }

    static void register(Map<String, Oracle.Function> functions) {
        Oracle.Function modPow = (in, out) -> out.put("outputHex", modPow(in));
        functions.put("codecs.bigintModPow", modPow);
        functions.put("codecs.jsbnModPow", modPow);
        functions.put("codecs.rsaPublicKey", (in, out) -> put(out, key(in, "numbers")));
        functions.put("codecs.parseRsaKeyValue", (in, out) -> put(out, RsaXml.parse(in.text("xml"))));
        functions.put("codecs.formatRsaKeyValue", (in, out) -> {
            Key key = key(in, "key");
            out.put("output", "<RSAKeyValue><Modulus>" + Codecs.encodeBase64(minimal(key.modulus)) + "</Modulus><Exponent>"
                    + Codecs.encodeBase64(minimal(key.exponent)) + "</Exponent></RSAKeyValue>");
        });
        functions.put("codecs.toJwk", (in, out) -> {
            Key key = key(in, "key");
            out.put("output.kty", "RSA").put("output.n", base64Url(key.modulus)).put("output.e", base64Url(key.exponent));
        });
        functions.put("codecs.fromJwk", (in, out) -> put(out, fromJwk(in)));
        functions.put("codecs.toSpkiPem", (in, out) -> {
            var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki(key(in, "key")));
            out.put("output", "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n");
        });
        functions.put("codecs.fromSpkiPem", (in, out) -> put(out, fromPem(in.text("pem"))));
        functions.put("codecs.thumbprint", (in, out) -> out.put("output", thumbprint(key(in, "key"))));
        functions.put("codecs.spkiPin", (in, out) -> out.put("output", spkiPin(key(in, "key"))));
        functions.put("codecs.encryptPkcs1", (in, out) -> {
            Key key = key(in, "key");
            byte[] padded = pad(key, in.octets("message"), in);
            out.put("stages.paddedHex", padded).put("outputHex", key.power(padded));
        });
        functions.put("rsa.power", (in, out) -> out.put("outputHex", key(in, "key").power(in.octets("block"))));
        functions.put("rsa.open", (in, out) -> {
            var numbers = new RSAPrivateKeySpec(number(in, "key.modulus"), number(in, "key.d"));
            var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, KeyFactory.getInstance("RSA").generatePrivate(numbers));
            out.put("outputHex", cipher.doFinal(in.octets("ciphertext")));
        });
    }

    private static void put(Fields out, Key key) {
        out.put("output.modulusHex", minimal(key.modulus)).put("output.exponentHex", minimal(key.exponent));
    }

    static Key key(Fields in, String path) {
        return new Key(number(in, path + ".modulus"), number(in, path + ".exponent"));
    }

    private static BigInteger number(Fields in, String path) {
        return new BigInteger(1, in.octets(path));
    }

    static byte[] minimal(BigInteger number) {
        return fill(number, (number.bitLength() + 7) / 8);
    }

    private static byte[] fill(BigInteger number, int size) {
        byte[] octets = number.toByteArray(); // with a sign bit in front
        byte[] filled = new byte[size];
        int from = Math.max(0, octets.length - size);
        System.arraycopy(octets, from, filled, size - octets.length + from, octets.length - from);
        return filled;
    }

    private static String base64Url(BigInteger number) {
        return BASE64URL.encodeToString(minimal(number));
    }

    private static byte[] modPow(Fields in) {
        BigInteger base = number(in, "base");
        BigInteger exponent = number(in, "exponent");
        BigInteger modulus = number(in, "modulus");
        boolean isSound = modulus.testBit(0) && modulus.compareTo(BigInteger.TWO) > 0;
        if (!isSound || exponent.signum() < 1 || base.compareTo(modulus) >= 0) throw new Oracle.Refusal("ERR_ARGUMENT_VALUE");
        return fill(base.modPow(exponent, modulus), in.octets("modulus").length);
    }

    private static Key fromJwk(Fields in) {
        if (!in.isObject("jwk")) throw new Oracle.Refusal("ERR_ARGUMENT_TYPE");
        boolean isPrivate = in.namesIn("jwk").stream().anyMatch(List.of("d", "p", "q", "dp", "dq", "qi", "oth")::contains);
        if (!"RSA".equals(in.get("jwk.kty")) || isPrivate) throw new Oracle.Refusal("ERR_RSA_KEY");
        return new Key(jwkNumber(in.get("jwk.n")), jwkNumber(in.get("jwk.e")));
    }

    private static BigInteger jwkNumber(Object member) {
        try {
            byte[] octets = Base64.getUrlDecoder().decode((String) member);
            if (BASE64URL.encodeToString(octets).equals(member)) return new BigInteger(1, octets);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException refused) {
            // below
        }
        throw new Oracle.Refusal("ERR_RSA_KEY");
    }

    /** SubjectPublicKeyInfo as the JDK writes it. */
    private static byte[] spki(Key key) throws GeneralSecurityException {
        var numbers = new RSAPublicKeySpec(key.modulus, key.exponent);
        return KeyFactory.getInstance("RSA").generatePublic(numbers).getEncoded();
    }

    private static Key fromPem(String pem) {
        var match = PEM.matcher(pem);
        if (!match.matches()) throw new Oracle.Refusal("ERR_RSA_KEY");
        byte[] der = Codecs.decodeBase64(match.group(1).replaceAll("\\s", ""), "ERR_RSA_KEY");
        // The JDK does not read keys below 512 bits or unsound ones, and each is another refusal here: so by hand.
        var numbers = new Der(der).numbers();
        if (!Arrays.equals(Der.write(numbers[0], numbers[1]), der)) throw new Oracle.Refusal("ERR_RSA_KEY");
        Key key = new Key(numbers[0], numbers[1]);
        try {
            var read = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            if (read.getModulus().equals(key.modulus) && read.getPublicExponent().equals(key.exponent)) return key;
        } catch (GeneralSecurityException disagreement) {
            throw new IllegalStateException(disagreement);
        }
        throw new IllegalStateException("the JDK reads another key");
    }

    static String thumbprint(Key key) throws GeneralSecurityException {
        String json = "{\"e\":\"" + base64Url(key.exponent) + "\",\"kty\":\"RSA\",\"n\":\"" + base64Url(key.modulus) + "\"}";
        return BASE64URL.encodeToString(MessageDigest.getInstance("SHA-256").digest(Codecs.encodeText(json, "ascii")));
    }

    static String spkiPin(Key key) throws GeneralSecurityException {
        return Codecs.encodeBase64(MessageDigest.getInstance("SHA-256").digest(spki(key)));
    }

    /** 00 02, random bytes that are not zero, 00, the message. */
    static byte[] pad(Key key, byte[] message, Fields in) {
        if (message.length > key.size() - 11) throw new Oracle.Refusal("ERR_MESSAGE_TOO_LONG");
        byte[] padding = draw(in, key.size() - 3 - message.length, octet -> octet != 0);
        byte[] padded = new byte[key.size()];
        padded[1] = 2;
        System.arraycopy(padding, 0, padded, 2, padding.length);
        System.arraycopy(message, 0, padded, padded.length - message.length, message.length);
        return padded;
    }

    /** Reads the random stream: the first call asks for all, each further one for what is missing. */
    static byte[] draw(Fields in, int count, IntPredicate accepts) {
        byte[] stream = in.has("random") ? in.octets("random") : new byte[0];
        byte[] drawn = new byte[count];
        int position = 0;
        for (int filled = 0, calls = 0; filled < count; calls++) {
            int missing = count - filled;
            if (calls == 64 || stream.length - position < missing) throw new Oracle.Refusal("ERR_RANDOM");
            for (int end = position + missing; position < end; position++) {
                if (accepts.test(stream[position] & 0xff)) drawn[filled++] = stream[position];
            }
        }
        return drawn;
    }

    private RsaKeys() {}
}
