using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace XBees.Application;

/// <summary>Random secrets that are given out once and kept as their hash alone (AP-2).</summary>
public static class SecretToken
{
    public const string ApiKey = "xbk_";
    public const string Guest = "xbg_";

    /// <summary>256 random bits behind a prefix that tells what they open.</summary>
    public static string New(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored. The bits are random, so a plain hash cannot be guessed backwards.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
