using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

/// <summary>
/// What the vendors' own C# samples do, in our words: iFactory's encryption, and SmartConnect's by FromXmlString.
/// </summary>
static class Samples
{
    public static void Register(Dictionary<string, Func<Fields, Fields>> functions)
    {
        functions["sample.ifactory"] = given => new Fields().Put("output", IFactory(given.Text("password")));
        functions["sample.smartconnect"] = given =>
            new Fields().Put("output", SmartConnect(given.Text("body"), given.Text("password")));
    }

    /// <summary>The key has a space behind it in the sample, which FromBase64String passes over.</summary>
    static string IFactory(string password)
    {
        byte[] key = Convert.FromBase64String("YGjDImfP5bf8F7kGbdqWcA== ");
        byte[] iv = Convert.FromBase64String("bDA11yRcbUsTC9jl5LnuiQ==");
        return Convert.ToBase64String(Codecs.Aes(key, iv, Encoding.UTF8.GetBytes(password), true));
    }

    /// <summary>Quotation marks are deleted, not parsed; the password is taken as ASCII.</summary>
    static string SmartConnect(string body, string password)
    {
        using (var rsa = new RSACryptoServiceProvider())
        {
            rsa.FromXmlString(body.Replace("\"", ""));
            return Convert.ToBase64String(rsa.Encrypt(Encoding.ASCII.GetBytes(password), false));
        }
    }
}
