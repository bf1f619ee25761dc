using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

/// <summary>Text, Base64, URLs, AES.</summary>
static class Codecs
{
    public static void Register(Dictionary<string, Func<Fields, Fields>> functions)
    {
        functions["codecs.encodeText"] = EncodeText;
        functions["codecs.encodeBase64"] = given =>
            new Fields().Put("output", Convert.ToBase64String(given.Octets("bytes")));
        functions["codecs.decodeBase64"] = given =>
            new Fields().Put("outputHex", DecodeBase64(given.Text("text"), "ERR_BASE64"));
        functions["codecs.percentEncode"] = given => new Fields().Put("output", PercentEncode(given.Text("text")));
        functions["codecs.encryptAesCbc"] = given =>
        {
            byte[] key = Sized(given.Octets("key"), "ERR_AES_KEY_LENGTH");
            byte[] iv = Sized(given.Octets("iv"), "ERR_AES_IV_LENGTH");
            return new Fields().Put("outputHex", Aes(key, iv, given.Octets("plaintext"), true));
        };
        functions["codecs.decryptAesCbc"] = given =>
        {
            byte[] key = Sized(given.Octets("key"), "ERR_AES_KEY_LENGTH");
            byte[] iv = Sized(given.Octets("iv"), "ERR_AES_IV_LENGTH");
            byte[] ciphertext = given.Octets("ciphertext");
            if (ciphertext.Length == 0) throw new Refusal("ERR_DECRYPT"); // to .NET that is no text at all
            try
            {
                return new Fields().Put("outputHex", Aes(key, iv, ciphertext, false));
            }
            catch (CryptographicException)
            {
                throw new Refusal("ERR_DECRYPT");
            }
        };
    }

    static Fields EncodeText(Fields given)
    {
        string text = given.Text("text");
        string charset = given.Has("charset") ? given.Text("charset") : "utf-8";
        int page;
        var pages = new Dictionary<string, int> { { "utf-8", 65001 }, { "utf-16le", 1200 }, { "latin1", 28591 }, { "ascii", 20127 } };
        if (!pages.TryGetValue(charset, out page)) throw new Refusal("ERR_ARGUMENT_VALUE");
        try
        {
            var encoding = Encoding.GetEncoding(page, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return new Fields().Put("outputHex", encoding.GetBytes(text));
        }
        catch (EncoderFallbackException)
        {
            throw new Refusal("ERR_TEXT_NOT_ENCODABLE");
        }
    }

    /// <summary>.NET passes over white space and surplus bits: what is encoded again must be the same.</summary>
    public static byte[] DecodeBase64(string text, string code)
    {
        try
        {
            byte[] octets = Convert.FromBase64String(text);
            if (Convert.ToBase64String(octets) == text) return octets;
        }
        catch (FormatException)
        {
        }
        throw new Refusal(code);
    }

    public static string PercentEncode(string text)
    {
        var encoded = new StringBuilder();
        foreach (byte octet in new UTF8Encoding(false, true).GetBytes(text))
        {
            char character = (char)octet;
            bool isUnreserved = octet < 0x80 && (char.IsLetterOrDigit(character) || "-._~".IndexOf(character) >= 0);
            encoded.Append(isUnreserved ? character.ToString() : Uri.HexEscape(character));
        }
        return encoded.ToString();
    }

    static byte[] Sized(byte[] octets, string code)
    {
        if (octets.Length == 16) return octets;
        throw new Refusal(code);
    }

    public static byte[] Aes(byte[] key, byte[] iv, byte[] octets, bool encrypts)
    {
        using (var aes = new RijndaelManaged())
        {
            aes.KeySize = 128;
            aes.BlockSize = 128;
            aes.Mode = CipherMode.CBC;
            aes.Padding = PaddingMode.PKCS7;
            aes.Key = key;
            aes.IV = iv;
            using (var transform = encrypts ? aes.CreateEncryptor() : aes.CreateDecryptor())
            {
                return transform.TransformFinalBlock(octets, 0, octets.Length);
            }
        }
    }
}
