import java.math.BigInteger;
import java.util.Arrays;

/** SubjectPublicKeyInfo of an RSA key, read as loosely as BER allows and written in its one spelling. */
final class Der {
    private static final byte[] RSA_ENCRYPTION = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    };

    private final byte[] octets;
    private int position;

    Der(byte[] octets) {
        this.octets = octets;
    }

    BigInteger[] numbers() {
        Der info = element(0x30);
        info.element(0x30);
        Der bits = info.element(0x03);
        bits.position = Math.min(1, bits.octets.length);
        Der numbers = bits.element(0x30);
        return new BigInteger[] {numbers.number(), numbers.number()};
    }

    private BigInteger number() {
        byte[] content = element(0x02).octets;
        if (content.length == 0) throw new Oracle.Refusal("ERR_RSA_KEY");
        return new BigInteger(content).abs();
    }

    private Der element(int tag) {
        if (next() != tag) throw new Oracle.Refusal("ERR_RSA_KEY");
        int length = next();
        if (length > 0x80) {
            int more = length - 0x80;
            length = 0;
            while (more-- > 0) length = length << 8 | next();
        }
        int start = position;
        position = Math.min(octets.length, start + length);
        if (length < 0 || start > position) throw new Oracle.Refusal("ERR_RSA_KEY");
        return new Der(Arrays.copyOfRange(octets, start, position));
    }

    private int next() {
        if (position >= octets.length) throw new Oracle.Refusal("ERR_RSA_KEY");
        return octets[position++] & 0xff;
    }

    static byte[] write(BigInteger modulus, BigInteger exponent) {
        byte[] numbers = wrap(0x30, join(wrap(0x02, modulus.toByteArray()), wrap(0x02, exponent.toByteArray())));
        return wrap(0x30, join(RSA_ENCRYPTION, wrap(0x03, join(new byte[1], numbers))));
    }

    private static byte[] wrap(int tag, byte[] content) {
        byte[] length = BigInteger.valueOf(content.length).toByteArray();
        if (content.length >= 0x80) {
            length = RsaKeys.minimal(BigInteger.valueOf(content.length));
            length = join(new byte[] {(byte) (0x80 | length.length)}, length);
        }
        return join(new byte[] {(byte) tag}, join(length, content));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
