using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

/// <summary>RSA keys, their XML, and RSAES-PKCS1-v1_5.</summary>
static class RsaKeys
{
    const string S = "[ \t\r\n]";
    static readonly Regex Declaration = new Regex(
        @"\A<\?xml" + S + "+version" + S + "*=" + S + @"*(""1\.[01]""|'1\.[01]')" +
        "(" + S + "+encoding" + S + "*=" + S + @"*(""[A-Za-z][A-Za-z0-9._-]*""|'[A-Za-z][A-Za-z0-9._-]*'))?" +
        "(" + S + "+standalone" + S + "*=" + S + @"*(""(yes|no)""|'(yes|no)'))?" + S + @"*\?>");
    static readonly Regex Name = new Regex(@"\A([A-Za-z_][A-Za-z0-9._-]*:)?[A-Za-z_][A-Za-z0-9._-]*\z");

    public static void Register(Dictionary<string, Func<Fields, Fields>> functions)
    {
        functions["codecs.bigintModPow"] = functions["codecs.jsbnModPow"] = ModPow;
        functions["codecs.rsaPublicKey"] = given => Put(Key(given, "numbers"));
        functions["codecs.parseRsaKeyValue"] = given => Put(Parse(given.Text("xml")));
        functions["codecs.formatRsaKeyValue"] = given =>
        {
            using (var rsa = new RSACryptoServiceProvider())
            {
                rsa.ImportParameters(Key(given, "key"));
                return new Fields().Put("output", rsa.ToXmlString(false));
            }
        };
        functions["rsa.power"] = given => new Fields().Put("outputHex", Power(Key(given, "key"), given.Octets("block")));
        functions["rsa.open"] = Open;
        functions["codecs.encryptPkcs1"] = given =>
        {
            RSAParameters key = Key(given, "key");
            byte[] padded = Pad(key.Modulus.Length, given.Octets("message"), given);
            return new Fields().Put("stages.paddedHex", padded).Put("outputHex", Power(key, padded));
        };
    }

    static Fields Put(RSAParameters key)
    {
        return new Fields().Put("output.modulusHex", key.Modulus).Put("output.exponentHex", key.Exponent);
    }

    static RSAParameters Key(Fields given, string path)
    {
        return Checked(given.Octets(path + ".modulus"), given.Octets(path + ".exponent"));
    }

    static RSAParameters Checked(byte[] modulus, byte[] exponent)
    {
        BigInteger n = Number(modulus), e = Number(exponent);
        if (n < BigInteger.Pow(2, 1023) || n >= BigInteger.Pow(2, 16384)) throw new Refusal("ERR_RSA_KEY_SIZE");
        if (n.IsEven || e.IsEven || e < 3 || e >= BigInteger.Pow(2, 64)) throw new Refusal("ERR_RSA_KEY");
        return new RSAParameters { Modulus = Minimal(modulus), Exponent = Minimal(exponent) };
    }

    static byte[] Minimal(byte[] number)
    {
        return number.SkipWhile(octet => octet == 0).ToArray();
    }

    static BigInteger Number(byte[] octets)
    {
        return new BigInteger(octets.Reverse().Concat(new byte[] { 0 }).ToArray());
    }

    static byte[] Fill(BigInteger number, int size)
    {
        byte[] octets = number.ToByteArray();
        Array.Resize(ref octets, size); // the sign byte is the last one
        return octets.Reverse().ToArray();
    }

    static byte[] Power(RSAParameters key, byte[] block)
    {
        return Fill(BigInteger.ModPow(Number(block), Number(key.Exponent), Number(key.Modulus)), key.Modulus.Length);
    }

    static Fields ModPow(Fields given)
    {
        byte[] modulus = given.Octets("modulus");
        BigInteger b = Number(given.Octets("base")), e = Number(given.Octets("exponent")), n = Number(modulus);
        if (n < 3 || n.IsEven || e < 1 || b >= n) throw new Refusal("ERR_ARGUMENT_VALUE");
        return new Fields().Put("outputHex", Fill(BigInteger.ModPow(b, e, n), modulus.Length));
    }

    static Fields Open(Fields given)
    {
        // Mono takes moduli of whole bytes and exponents that are usual.
        byte[] modulus = given.Octets("key.modulus");
        if (modulus[0] < 0x80 || given.Octets("key.exponent").Length > 4) throw new NotSupportedException();
        int half = modulus.Length / 2;
        using (var rsa = new RSACryptoServiceProvider())
        {
            rsa.ImportParameters(new RSAParameters
            {
                Modulus = modulus,
                Exponent = given.Octets("key.exponent"),
                D = Fill(Number(given.Octets("key.d")), modulus.Length),
                P = Fill(Number(given.Octets("key.p")), half),
                Q = Fill(Number(given.Octets("key.q")), half),
                DP = Fill(Number(given.Octets("key.dp")), half),
                DQ = Fill(Number(given.Octets("key.dq")), half),
                InverseQ = Fill(Number(given.Octets("key.qi")), half),
            });
            return new Fields().Put("outputHex", rsa.Decrypt(given.Octets("ciphertext"), false));
        }
    }

    static byte[] Pad(int size, byte[] message, Fields given)
    {
        int count = size - 3 - message.Length;
        if (count < 8) throw new Refusal("ERR_MESSAGE_TOO_LONG");
        byte[] stream = given.Has("randomHex") ? given.Octets("random") : new byte[0];
        var padding = new List<byte>();
        int position = 0;
        for (int calls = 0; padding.Count < count; calls++)
        {
            int missing = count - padding.Count;
            if (calls == 64 || stream.Length - position < missing) throw new Refusal("ERR_RANDOM");
            padding.AddRange(stream.Skip(position).Take(missing).Where(octet => octet != 0));
            position += missing;
        }
        return new byte[] { 0, 2 }.Concat(padding).Concat(new byte[] { 0 }).Concat(message).ToArray();
    }

    /// <summary>By .NET's XmlReader, held to the narrow grammar: FromXmlString takes much more than that.</summary>
    static RSAParameters Parse(string text)
    {
        var refusal = new Refusal("ERR_RSA_XML");
        if (text.Length > 65536 || text.Contains("&")) throw refusal;
        if (text.StartsWith("\ufeff", StringComparison.Ordinal)) text = text.Substring(1);
        text = Declaration.Replace(text, ""); // .NET reads version 1.0 alone
        if (text.StartsWith("<?", StringComparison.Ordinal) || text.StartsWith("\ufeff", StringComparison.Ordinal)) throw refusal;
        var values = new Dictionary<string, string>();
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit };
            using (var reader = XmlReader.Create(new StringReader(text), settings)) Read(reader, values, refusal);
        }
        catch (XmlException)
        {
            throw refusal;
        }
        if (values.Count != 2) throw refusal;
        return Checked(Codecs.DecodeBase64(values["Modulus"], "ERR_RSA_XML"), Codecs.DecodeBase64(values["Exponent"], "ERR_RSA_XML"));
    }

    static void Read(XmlReader reader, Dictionary<string, string> values, Refusal refusal)
    {
        string value = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Element(reader, values, refusal);
                    if (reader.Depth == 1) value = "";
                    break;
                case XmlNodeType.EndElement:
                    if (reader.Depth == 1)
                    {
                        if (value == "") throw refusal;
                        values.Add(reader.LocalName, value);
                        value = null;
                    }
                    break;
                case XmlNodeType.Text:
                case XmlNodeType.Whitespace:
                case XmlNodeType.SignificantWhitespace:
                    string digits = string.Concat(reader.Value.Split(' ', '\t', '\r', '\n'));
                    if (value == null && digits != "") throw refusal;
                    if (value != null) value += digits;
                    break;
                case XmlNodeType.Comment:
                    if (value != null) throw refusal;
                    break;
                default: // CDATA, processing instructions
                    throw refusal;
            }
        }
    }

    static void Element(XmlReader reader, Dictionary<string, string> values, Refusal refusal)
    {
        string[][] allowed = { new[] { "RSAKeyValue" }, new[] { "Modulus", "Exponent" } };
        bool fits = reader.Depth < 2 && allowed[reader.Depth].Contains(reader.LocalName) && !values.ContainsKey(reader.LocalName);
        if (!fits || reader.IsEmptyElement || reader.Prefix == "xml" || !Name.IsMatch(reader.Name)) throw refusal;
        while (reader.MoveToNextAttribute())
        {
            bool isDeclaration = reader.Name == "xmlns" || reader.Prefix == "xmlns" && reader.LocalName != "xml";
            if (!isDeclaration || !Name.IsMatch(reader.Name)) throw refusal;
        }
        reader.MoveToElement();
    }
}
