using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Identity;

/// <summary>Data Protection's keys in the database, so that every node reads the cookies of every other.</summary>
public sealed class KeyRing(Db db, Units units, MasterKey master, TimeProvider time) : IXmlRepository
{
    // Data Protection asks synchronously and seldom; it is never called inside a unit of work.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [
            .. Task.Run(() => db.ListAsync<string>($"select xml from data_protection_key order by created_at, id"))
                .GetAwaiter()
                .GetResult()
                .Select(xml => XElement.Parse(xml)),
        ];

    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => units.RunAsync(unit => StoreAsync(Unit.Of(unit), element), CancellationToken.None)).GetAwaiter().GetResult();

    /// <summary>Before Data Protection meets them: it would tell of its own inside, and go on with new keys that the others cannot read.</summary>
    private void ProveMasterKey()
    {
        try
        {
            foreach (var secret in GetAllElements().SelectMany(key => key.Descendants(MasterKeyEncryptor.Element)))
            {
                master.Open(MasterKeyEncryptor.Purpose, secret.Value);
            }
        }
        catch (CryptographicException error)
        {
            throw new CannotStart(
                "The master key does not open the keys in the database. Give this node the XBees:MasterKey (or the file master.key) of the others.",
                error
            );
        }
    }

    private static async Task<bool> StoreAsync(Unit unit, XElement element)
    {
        await unit.ExecuteAsync(
            $"insert into data_protection_key (id, xml, created_at) values (@id, @xml, @now)",
            new
            {
                id = unit.NewId("dpk"),
                xml = element.ToString(SaveOptions.DisableFormatting),
                now = unit.NowMs,
            }
        );
        return true;
    }

    /// <summary>The first key, made by one process while others wait; and proof that this process can open all of them.</summary>
    public async Task PrepareAsync(IKeyManager keys, DatabaseOptions options)
    {
        await using var alone = db.Dialect.MigrationLock(options);
        var now = time.GetUtcNow();
        ProveMasterKey();
        if (!keys.GetAllKeys().Any(key => !key.IsRevoked && key.ExpirationDate > now))
        {
            keys.CreateNewKey(now, now.AddDays(90));
        }
    }
}

/// <summary>Encrypts Data Protection's keys under the master key.</summary>
public sealed class MasterKeyEncryptor(MasterKey master) : IXmlEncryptor
{
    internal const string Purpose = "data-protection";
    internal const string Element = "masterKey";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(
            new XElement(Element, master.Seal(Purpose, plaintextElement.ToString(SaveOptions.DisableFormatting))),
            typeof(MasterKeyDecryptor)
        );
}

/// <summary>Made by Data Protection from the type's name in the stored key.</summary>
public sealed class MasterKeyDecryptor(IServiceProvider features) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(features.GetRequiredService<MasterKey>().Open(MasterKeyEncryptor.Purpose, encryptedElement.Value));
}
