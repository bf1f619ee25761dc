// Mistakes of .NET, made with RijndaelManaged, Encoding, Uri, BitConverter and WebUtility.
using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using System.Text;

static class CSharp {
  const string KeyText = "YGjDImfP5bf8F7kGbdqWcA==";
  const string IvText = "bDA11yRcbUsTC9jl5LnuiQ==";
  static readonly byte[] Key = Convert.FromBase64String(KeyText);
  static readonly byte[] Iv = Convert.FromBase64String(IvText);
  static readonly List<string> Cases = new List<string>();

  static byte[] Encrypt(byte[] text, byte[] key, byte[] iv, CipherMode mode = CipherMode.CBC, PaddingMode padding = PaddingMode.PKCS7) {
    using (var aes = new RijndaelManaged { KeySize = key.Length * 8, BlockSize = 128, Mode = mode, Padding = padding, Key = key }) {
      aes.IV = iv;
      using (var encryptor = aes.CreateEncryptor()) return encryptor.TransformFinalBlock(text, 0, text.Length);
    }
  }

  static string Json(string text) {
    var made = new StringBuilder("\"");
    foreach (var c in text) {
      if (c == '"' || c == '\\') made.Append('\\').Append(c);
      else if (c < 0x20 || c > 0x7e) made.AppendFormat("\\u{0:x4}", (int)c);
      else made.Append(c);
    }
    return made.Append('"').ToString();
  }

  static void Ifactory(string password, string value, string comment, params string[] codes) {
    var options = "{\"baseUrl\":\"https://mes.example\",\"userLogin\":\"demo\",\"password\":" + Json(password) + "}";
    var url = "https://mes.example/api/tokens?userLogin=demo&password=" + value;
    Cases.Add("{\"comment\":" + Json(comment) + ",\"vendor\":\"ifactory\",\"options\":" + options + ",\"seen\":{\"method\":\"GET\",\"url\":" + Json(url) + ",\"headers\":{}},\"codes\":[" + string.Join(",", Array.ConvertAll(codes, Json)) + "]}");
  }

  static void Main() {
    foreach (var word in new[] { "correct horse battery staple", "Gr\u00fc\u00dfe aus K\u00f6ln und Bonn" }) {
      var text = Encoding.UTF8.GetBytes(word);
      var note = text.Length + " bytes";
      var right = Encrypt(text, Key, Iv);
      Func<byte[], string> send = bytes => Uri.EscapeDataString(Convert.ToBase64String(bytes));
      Ifactory(word, send(Encrypt(Encoding.Unicode.GetBytes(word), Key, Iv)), "Encoding.Unicode: " + note, "CHARSET_UTF16");
      Ifactory(word, send(Encrypt(Encoding.BigEndianUnicode.GetBytes(word), Key, Iv)), "Encoding.BigEndianUnicode: " + note, "CHARSET_UTF16");
      Ifactory(word, send(Encrypt(text, Encoding.UTF8.GetBytes(KeyText), Iv)), "GetBytes of the key: " + note, "KEY_AS_TEXT");
      Ifactory(word, send(Encrypt(text, Encoding.UTF8.GetBytes(KeyText.Substring(0, 16)), Encoding.UTF8.GetBytes(IvText.Substring(0, 16)))), "GetBytes of both, cut off: " + note, "KEY_AS_TEXT", "IV_AS_TEXT");
      Ifactory(word, send(Encrypt(text, Key, new byte[16])), "new byte[16]: " + note, "IV_ZERO");
      Ifactory(word, send(Encrypt(text, Key, Iv, CipherMode.ECB)), "CipherMode.ECB: " + note, "MODE_ECB");
      Ifactory(word, send(Encrypt(text, Key, Iv, CipherMode.CBC, PaddingMode.Zeros)), "PaddingMode.Zeros: " + note, "PADDING_ZERO");
      Ifactory(word, send(Encrypt(text, Key, Iv, CipherMode.CBC, PaddingMode.ANSIX923)), "PaddingMode.ANSIX923: " + note, "PADDING_OTHER");
      Ifactory(word, send(Encrypt(text, Key, Iv, CipherMode.CBC, PaddingMode.ISO10126)), "PaddingMode.ISO10126: " + note, "PADDING_OTHER");
      Ifactory(word, send(Encrypt(text, SHA256.Create().ComputeHash(Encoding.UTF8.GetBytes(KeyText)), Iv)), "SHA256 of the key: " + note, "KEY_DERIVED");
      Ifactory(word, send(Encrypt(text, MD5.Create().ComputeHash(Encoding.UTF8.GetBytes(KeyText)), Iv)), "MD5 of the key: " + note, "KEY_DERIVED");
      Ifactory(word, BitConverter.ToString(right), "BitConverter.ToString: " + note, "HEX_NOT_BASE64");
      Ifactory(word, Uri.EscapeDataString(Convert.ToBase64String(right, Base64FormattingOptions.InsertLineBreaks) + "\r\n"), "a line end behind: " + note, "BASE64_LINES");
      Ifactory(word, Uri.EscapeDataString(Uri.EscapeDataString(Convert.ToBase64String(right))), "EscapeDataString twice: " + note, "ENCODED_TWICE");
      Ifactory(word, Uri.EscapeUriString(Convert.ToBase64String(right)), "EscapeUriString: " + note, Convert.ToBase64String(right).Contains("+") ? "PLUS_LOST" : "NOT_ENCODED");
      Ifactory(word, Uri.EscapeDataString(Encoding.UTF8.GetString(right)), "GetString of the ciphertext: " + note, "CIPHERTEXT_NOT_BASE64");
      var prepended = new byte[16 + right.Length];
      Iv.CopyTo(prepended, 0);
      right.CopyTo(prepended, 16);
      Ifactory(word, send(prepended), "the vector in front: " + note, "IV_PREPENDED");
    }
    var wide = "Gr\u00fc\u00dfe aus K\u00f6ln und Bonn";
    Ifactory(wide, Uri.EscapeDataString(Convert.ToBase64String(Encrypt(Encoding.ASCII.GetBytes(wide), Key, Iv))), "Encoding.ASCII", "CHARSET_ASCII");
    Ifactory(wide, Uri.EscapeDataString(Convert.ToBase64String(Encrypt(Encoding.GetEncoding(28591).GetBytes(wide), Key, Iv))), "ISO 8859-1", "CHARSET_LATIN1");
    Console.WriteLine("[\n" + string.Join(",\n", Cases) + "\n]");
  }
}
