using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace OrgWork.Host;

/// <summary>
/// The ring of keys behind form tokens: in the database, so that all hosts agree; encrypted with the deployment's key, so that the database alone is not enough.
/// </summary>
sealed class FormKeys(Databases databases, Keys keys) : IXmlRepository, IXmlEncryptor
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var read = databases.Host.CreateCommand("select xml from org.data_protection_key");
        using var rows = read.ExecuteReader();
        var all = new List<XElement>();
        while (rows.Read()) all.Add(XElement.Parse(rows.GetString(0)));
        return all;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var write = databases.Host.CreateCommand("insert into org.data_protection_key (name, xml) values ($1, $2)");
        write.Parameters.Add(new() { Value = friendlyName });
        write.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        write.ExecuteNonQuery();
    }

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(FormKeySeal.Close(plaintextElement, keys), typeof(FormKeySeal));
}

/// <summary>Opens what <see cref="FormKeys"/> closed. Made by the framework by its name.</summary>
sealed class FormKeySeal(IServiceProvider services) : IXmlDecryptor
{
    const int NonceSize = 12, TagSize = 16;

    static AesGcm Cipher(Keys keys) => new(keys.For("form keys"), TagSize);

    public static XElement Close(XElement element, Keys keys)
    {
        var plain = System.Text.Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        var closed = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(closed.AsSpan(0, NonceSize));
        using var cipher = Cipher(keys);
        cipher.Encrypt(closed.AsSpan(0, NonceSize), plain, closed.AsSpan(NonceSize, plain.Length), closed.AsSpan(NonceSize + plain.Length));
        return new("closed", Convert.ToBase64String(closed));
    }

    public XElement Decrypt(XElement encryptedElement)
    {
        var closed = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[closed.Length - NonceSize - TagSize];
        using var cipher = Cipher(services.GetRequiredService<Keys>());
        cipher.Decrypt(closed.AsSpan(0, NonceSize), closed.AsSpan(NonceSize, plain.Length), closed.AsSpan(NonceSize + plain.Length), plain);
        return XElement.Parse(System.Text.Encoding.UTF8.GetString(plain));
    }
}
