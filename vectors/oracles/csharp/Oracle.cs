using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

/// <summary>Codecs, keys and the vendors' own sample programs in C#, behind the line protocol of the oracles.</summary>
static class Oracle
{
    static readonly Dictionary<string, Func<Fields, Fields>> Functions = new Dictionary<string, Func<Fields, Fields>>();

    static void Main()
    {
        Codecs.Register(Functions);
        RsaKeys.Register(Functions);
        Samples.Register(Functions);
        var input = new StreamReader(Console.OpenStandardInput(), Encoding.ASCII);
        var output = new StreamWriter(Console.OpenStandardOutput(), Encoding.ASCII) { NewLine = "\n" };
        for (string line; (line = input.ReadLine()) != null;) output.WriteLine(Answer(line.Split('\t')));
        output.Flush();
    }

    static string Answer(string[] parts)
    {
        Func<Fields, Fields> function;
        if (!Functions.TryGetValue(parts[0], out function)) return "unknown";
        try
        {
            return "ok" + function(new Fields(parts));
        }
        catch (Refusal refusal)
        {
            return "error\t" + refusal.Message;
        }
        catch (NotSupportedException)
        {
            return "unknown";
        }
    }
}

/// <summary>What must fail, with its code.</summary>
sealed class Refusal : Exception
{
    public Refusal(string code) : base(code) { }
}

/// <summary>Arguments or results, from paths to their spelling.</summary>
sealed class Fields
{
    readonly List<KeyValuePair<string, string>> list = new List<KeyValuePair<string, string>>();

    public Fields() { }

    public Fields(string[] parts)
    {
        for (int at = 1; at < parts.Length; at++)
        {
            int equals = parts[at].IndexOf('=');
            list.Add(new KeyValuePair<string, string>(parts[at].Substring(0, equals), parts[at].Substring(equals + 1)));
        }
    }

    string Find(string path)
    {
        return list.Find(field => field.Key == path).Value;
    }

    public bool Has(string path)
    {
        return list.Exists(field => field.Key == path || field.Key.StartsWith(path + "."));
    }

    /// <summary>Well-formed text.</summary>
    public string Text(string path)
    {
        string spelled = Find(path);
        if (spelled == null || spelled[0] != 's') throw new Refusal("ERR_ARGUMENT_TYPE");
        var text = new StringBuilder();
        for (int at = 2; at < spelled.Length; at += 4) text.Append((char)Convert.ToInt32(spelled.Substring(at, 4), 16));
        for (int at = 0; at < text.Length; at++)
        {
            bool isPair = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
            if (isPair) at++;
            else if (char.IsSurrogate(text[at])) throw new Refusal("ERR_TEXT_NOT_WELL_FORMED");
        }
        return text.ToString();
    }

    public string Text(string path, string fallback)
    {
        return Has(path) ? Text(path) : fallback;
    }

    public byte[] Octets(string path)
    {
        string spelled = Find(path + "Hex");
        if (spelled == null || spelled[0] != 'h') throw new Refusal("ERR_ARGUMENT_TYPE");
        var octets = new byte[(spelled.Length - 2) / 2];
        for (int at = 0; at < octets.Length; at++) octets[at] = Convert.ToByte(spelled.Substring(2 + 2 * at, 2), 16);
        return octets;
    }

    public Fields Put(string path, string text)
    {
        var spelled = new StringBuilder("s:");
        foreach (char unit in text) spelled.Append(((int)unit).ToString("x4"));
        list.Add(new KeyValuePair<string, string>(path, spelled.ToString()));
        return this;
    }

    public Fields Put(string path, byte[] octets)
    {
        string hex = BitConverter.ToString(octets).Replace("-", "").ToLowerInvariant();
        list.Add(new KeyValuePair<string, string>(path, "h:" + hex));
        return this;
    }

    public override string ToString()
    {
        var line = new StringBuilder();
        foreach (var field in list) line.Append('\t').Append(field.Key).Append('=').Append(field.Value);
        return line.ToString();
    }
}
