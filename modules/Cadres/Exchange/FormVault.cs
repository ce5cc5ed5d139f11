namespace OrgWork.Cadres;

/// <summary>
/// Received files hold identity numbers in clear, of the cadre and sometimes of relatives: in the database they lie encrypted, under a key of each entry's own, bound to
/// the entry. When an entry is accepted its content moves to the record as it is, and the key is wrapped a second time, for there: both can be read wherever they are seen.
/// </summary>
sealed class FormVault(IdentityVault vault)
{
    const string Entries = "cadres.cadre_exchange_entry", Originals = "cadres.cadre_original";

    public (byte[] Wrapped, byte[] Content, byte[]? Picture) Close(Guid entry, byte[] content, byte[]? picture)
    {
        var key = ContentKey.New();
        return (key.Wrap(vault, Entries, entry), key.Close(BoundTo(entry), content), picture is null ? null : key.Close(BoundTo(entry), picture));
    }

    public (byte[] Content, byte[]? Picture) Open(Guid entry, byte[]? wrapped, byte[] content, byte[]? picture) => Open(ContentKey.Unwrap(vault, Entries, entry, wrapped), entry, content, picture);

    public (byte[] Content, byte[]? Picture) OpenOriginal(Guid original, byte[]? wrapped, Guid entry, byte[] content, byte[]? picture) => Open(ContentKey.Unwrap(vault, Originals, original, wrapped), entry, content, picture);

    /// <summary>The entry's key, for the record its content moves to.</summary>
    public byte[] Rewrap(Guid entry, byte[]? wrapped, Guid original) => ContentKey.Unwrap(vault, Entries, entry, wrapped).Wrap(vault, Originals, original);

    static (byte[], byte[]?) Open(ContentKey key, Guid entry, byte[] content, byte[]? picture) => (key.Open(BoundTo(entry), content), picture is null ? null : key.Open(BoundTo(entry), picture));

    static string BoundTo(Guid entry) => $"cadres.form|{entry:D}";
}
