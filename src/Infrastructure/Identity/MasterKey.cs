using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace XBees.Infrastructure.Identity;

/// <summary>
/// The one secret outside of the database (<c>XBees:MasterKey</c>, or a file of the data folder that only its owner reads). Everything
/// secret in the database is encrypted under keys that are derived from it.
/// </summary>
public sealed class MasterKey
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly byte[] key;

    private MasterKey(byte[] key) => this.key = key;

    /// <summary>From the configuration, or from the file <c>master.key</c>, which is made where it is missing.</summary>
    public static MasterKey From(IConfiguration configuration, string dataPath)
    {
        if (configuration["XBees:MasterKey"] is { Length: > 0 } configured)
        {
            return configured.Length >= 32
                ? new(SHA256.HashData(Encoding.UTF8.GetBytes(configured)))
                : throw new CannotStart(
                    "XBees:MasterKey is too short. Use at least 32 random characters, such as `openssl rand -base64 32` gives."
                );
        }
        return new(SHA256.HashData(Encoding.UTF8.GetBytes(FromFile(Path.Combine(dataPath, "master.key")))));
    }

    /// <summary>A key of its own for each purpose.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Proves later that <paramref name="text"/> was made here.</summary>
    public byte[] Sign(string purpose, string text) => HMACSHA256.HashData(Derive(purpose), Encoding.UTF8.GetBytes(text));

    /// <summary>Encrypts for the database; only this key and purpose open it.</summary>
    public string Seal(string purpose, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[NonceLength + plain.Length + TagLength];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Derive(purpose), TagLength);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceLength, plain.Length), sealedBytes.AsSpan(NonceLength + plain.Length));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <summary>Throws <see cref="CryptographicException"/> where another key sealed it or somebody changed it.</summary>
    public string Open(string purpose, string sealedText)
    {
        var bytes = Convert.FromBase64String(sealedText);
        if (bytes.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("Too short to have been sealed.");
        }
        var plain = new byte[bytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(Derive(purpose), TagLength);
        aes.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length), plain);
        return Encoding.UTF8.GetString(plain);
    }

    private static string FromFile(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            using var writer = new StreamWriter(path, options);
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }
        catch (IOException) when (File.Exists(path))
        {
            // The usual start: the file is there already.
        }
        var text = File.ReadAllText(path).Trim();
        return text.Length >= 32 ? text : throw new CannotStart($"The master key in {path} is not whole.");
    }
}
