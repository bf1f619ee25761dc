import java.io.StringReader;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.ext.DefaultHandler2;

/** RSAKeyValue, read by the JDK's own parser (Xerces) and held to the narrow grammar. */
final class RsaXml extends DefaultHandler2 {
    private static final Pattern DECLARATION = Pattern.compile(
            "<\\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:\"1\\.[01]\"|'1\\.[01]')"
                    + "(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:\"[A-Za-z][\\w.-]*\"|'[A-Za-z][\\w.-]*'))?"
                    + "(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:\"(?:yes|no)\"|'(?:yes|no)'))?[ \t\r\n]*\\?>");
    private static final Pattern NAME = Pattern.compile("(?:[A-Za-z_][A-Za-z0-9._-]*:)?[A-Za-z_][A-Za-z0-9._-]*");
    private static final int MOST_CHARACTERS = 65_536;

    private final Map<String, BigInteger> numbers = new HashMap<>();
    private StringBuilder value;
    private int depth;

    static RsaKeys.Key parse(String text) throws Exception {
        if (text.length() > MOST_CHARACTERS || text.indexOf('&') >= 0) throw refusal();
        String document = text.startsWith("\ufeff") ? text.substring(1) : text;
        // Xerces would take a declaration of version 1.1 for another grammar: looked at here, and then left out.
        var declaration = DECLARATION.matcher(document);
        if (declaration.lookingAt()) document = document.substring(declaration.end());
        if (document.startsWith("<?") || document.startsWith("\ufeff")) throw refusal();
        var factory = SAXParserFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://xml.org/sax/features/namespace-prefixes", true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var reader = factory.newSAXParser().getXMLReader();
        var handler = new RsaXml();
        reader.setContentHandler(handler);
        reader.setErrorHandler(handler);
        reader.setProperty("http://xml.org/sax/properties/lexical-handler", handler);
        try {
            reader.parse(new InputSource(new StringReader(document)));
        } catch (SAXException refused) {
            throw refusal();
        }
        if (!handler.numbers.keySet().equals(Set.of("Modulus", "Exponent"))) throw refusal();
        return new RsaKeys.Key(handler.numbers.get("Modulus"), handler.numbers.get("Exponent"));
    }

    private static Oracle.Refusal refusal() {
        return new Oracle.Refusal("ERR_RSA_XML");
    }

    @Override
    public void startElement(String namespace, String local, String qualified, Attributes attributes) {
        for (int at = 0; at < attributes.getLength(); at++) {
            String name = attributes.getQName(at);
            boolean isDeclaration = name.equals("xmlns") || name.startsWith("xmlns:") && !name.equals("xmlns:xml");
            if (!isDeclaration || !NAME.matcher(name).matches()) throw refusal();
        }
        Set<String> allowed = depth == 0 ? Set.of("RSAKeyValue") : depth == 1 ? Set.of("Modulus", "Exponent") : Set.of();
        if (!allowed.contains(local) || numbers.containsKey(local) || !NAME.matcher(qualified).matches()) throw refusal();
        if (qualified.startsWith("xml:")) throw refusal();
        if (depth == 1) value = new StringBuilder();
        depth++;
    }

    @Override
    public void characters(char[] text, int start, int length) {
        for (int at = start; at < start + length; at++) {
            boolean isSpace = " \t\r\n".indexOf(text[at]) >= 0;
            if (value == null && !isSpace) throw refusal();
            if (value != null && !isSpace) value.append(text[at]);
        }
    }

    @Override
    public void endElement(String namespace, String local, String qualified) {
        depth--;
        if (value == null) return;
        if (value.isEmpty()) throw refusal();
        numbers.put(local, new BigInteger(1, Codecs.decodeBase64(value.toString(), "ERR_RSA_XML")));
        value = null;
    }

    @Override
    public void comment(char[] text, int start, int length) {
        if (value != null) throw refusal();
    }

    @Override
    public void startCDATA() {
        throw refusal();
    }

    @Override
    public void processingInstruction(String target, String data) {
        throw refusal();
    }

    @Override
    public void fatalError(org.xml.sax.SAXParseException error) throws SAXException {
        throw error; // and not to the standard error output
    }

    private RsaXml() {}
}
