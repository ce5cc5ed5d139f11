namespace OrgWork.Host;

/// <summary>What the form and the command line say about an account.</summary>
sealed record AccountWords(string Account, string Name, string? Office, string? Phone);

/// <summary>What can be done with accounts, by the pages and by the command line alike; each deed is recorded in its own transaction.</summary>
sealed class AccountDeeds(Db db, Passwords passwords, IdentityVault vault)
{
    const string Register = "accounts", PhoneColumn = "org.account.phone";
    static readonly Field Phone = Field.Phone("phone", "联系电话");

    /// <returns>the first password, shown once and never again</returns>
    public async Task<(Guid Id, string Password)> CreateAsync(AccountWords words, Locality at, string? reason, CancellationToken stop)
    {
        Check(words);
        var password = Passwords.MakeInitial();
        var hash = await passwords.HashAsync(password, stop);
        var id = await InsertAsync(words, at, hash, mustChange: true, stop);
        await db.RecordAsync(new Deed(DeedKind.Create, Register, id, at.Path, Title(words), [new("账号", null, words.Account), new("姓名", null, words.Name), new("科室", null, words.Office), .. words.Phone is { } phone ? (Change[])[new("联系电话", null, FieldText.Mask(phone))] : [], new("所在区划", null, at.Name)], reason), stop);
        return (id, password);
    }

    public async Task<Guid> InsertAsync(AccountWords words, Locality at, string hash, bool mustChange, CancellationToken stop)
    {
        var (id, pinyin, initials) = (Guid.CreateVersion7(), Pinyin.OfName(words.Name), Pinyin.InitialsOfName(words.Name));
        var phone = Close(id, words.Phone);
        await db.ExecuteAsync("""
            insert into org.account (id, account, name, name_pinyin, name_initials, office, phone, phone_cipher, phone_index, password_hash, must_change_password, password_changed_at, locality_path, created_by, changed_by)
            values (@id, @Account, @Name, @pinyin, @initials, @Office, @Mask, @Cipher, @Index, @hash, @mustChange, now(), @Path, org.actor(), org.actor())
            """, new { id, words.Account, words.Name, pinyin, initials, words.Office, phone.Mask, phone.Cipher, phone.Index, hash, mustChange, at.Path }, stop);
        return id;
    }

    public async Task UpdateAsync(AccountRow before, int version, AccountWords words, Locality at, CancellationToken stop)
    {
        // The form shows the mask: left as it is, the number stays.
        var isOther = words.Phone != before.Phone;
        Check(words with { Account = before.Account, Phone = isOther ? words.Phone : null });
        var phone = isOther ? Close(before.Id, words.Phone) : new(before.Phone, null, null);
        List<Change> changes = [];
        Note("姓名", before.Name, words.Name);
        Note("科室", before.Office, words.Office);
        if (isOther) changes.Add(new("联系电话", before.Phone, phone.Mask == before.Phone ? phone.Mask + "（另一个号码）" : phone.Mask));
        if (before.LocalityPath != at.Path) changes.Add(new("所在区划", before.LocalityName, at.Name));
        if (changes.Count == 0 && version == before.Version) return;
        var (pinyin, initials) = (Pinyin.OfName(words.Name), Pinyin.InitialsOfName(words.Name));
        var changed = await db.ExecuteAsync("""
            update org.account set name = @Name, name_pinyin = @pinyin, name_initials = @initials, office = @Office, locality_path = @Path, version = version + 1, changed_at = now(), changed_by = org.actor(),
              phone = @Mask, phone_cipher = case when @isOther then @Cipher else phone_cipher end, phone_index = case when @isOther then @Index else phone_index end
            where id = @Id and version = @version
            """, new { before.Id, version, words.Name, pinyin, initials, words.Office, isOther, phone.Mask, phone.Cipher, phone.Index, at.Path }, stop);
        if (changed == 0) throw new RefusedException("您打开之后，别人先改了这个账号，您的修改没有保存。请刷新后看清再改");
        await db.RecordAsync(new Deed(DeedKind.Update, Register, before.Id, at.Path, Title(words with { Account = before.Account }), changes), stop);

        void Note(string label, string? old, string? fresh)
        {
            if ((old ?? "") != (fresh ?? "")) changes.Add(new(label, old, fresh));
        }
    }

    sealed record Closed(string? Mask, byte[]? Cipher, byte[]? Index);

    Closed Close(Guid account, string? phone) => phone is null ? new(null, null, null) : new(FieldText.Mask(phone), vault.Encrypt(PhoneColumn, account, phone), vault.Indexes(PhoneColumn, Phone.Canonical(phone))[0]);

    /// <summary>The whole number, for those who state a purpose.</summary>
    public async Task<string?> RevealPhoneAsync(AccountRow account, string purpose, CancellationToken stop)
    {
        await RecordAsync(account, DeedKind.Reveal, [new(Phone.Label, null, null)], purpose, stop);
        return await OpenPhoneAsync(db, vault, account.Id, stop);
    }

    public static async Task<string?> OpenPhoneAsync(Db db, IdentityVault vault, Guid account, CancellationToken stop) =>
        await db.FirstAsync<byte[]>("select phone_cipher from org.account where id = @account", new { account }, stop) is { } cipher ? vault.Decrypt(PhoneColumn, account, cipher) : null;

    /// <summary>Sessions end at once; what the account did stays on record.</summary>
    public async Task DisableAsync(AccountRow account, string reason, CancellationToken stop)
    {
        await db.ExecuteAsync("update org.account set disabled_at = now(), epoch = epoch + 1, version = version + 1, changed_at = now(), changed_by = org.actor() where id = @Id and disabled_at is null", new { account.Id }, stop);
        await db.ExecuteAsync("delete from org.session where account_id = @Id", new { account.Id }, stop);
        await RecordAsync(account, DeedKind.Update, [new("状态", "在用", "停用")], reason, stop);
    }

    public async Task EnableAsync(AccountRow account, string reason, CancellationToken stop)
    {
        await db.ExecuteAsync("update org.account set disabled_at = null, failed_count = 0, locked_until = null, epoch = epoch + 1, version = version + 1, changed_at = now(), changed_by = org.actor() where id = @Id", new { account.Id }, stop);
        await RecordAsync(account, DeedKind.Update, [new("状态", "停用", "在用")], reason, stop);
    }

    public async Task UnlockAsync(AccountRow account, string? reason, CancellationToken stop)
    {
        await db.ExecuteAsync("update org.account set failed_count = 0, locked_until = null where id = @Id", new { account.Id }, stop);
        await RecordAsync(account, DeedKind.Update, [new("状态", "锁定", "解锁")], reason, stop);
    }

    /// <summary>The administrator starts it and never chooses the password (ASVS 6.4.6): a random one, to be changed at the next sign-in.</summary>
    public async Task<string> ResetPasswordAsync(AccountRow account, string? reason, CancellationToken stop)
    {
        var password = Passwords.MakeInitial();
        var hash = await passwords.HashAsync(password, stop);
        await db.FirstAsync<object>("select org.set_password(@Id, @hash, true)", new { account.Id, hash }, stop);
        await db.ExecuteAsync("delete from org.session where account_id = @Id", new { account.Id }, stop);
        await RecordAsync(account, DeedKind.Password, [new("口令", null, "重置为初始口令，登录后须改")], reason, stop);
        return password;
    }

    public async Task EndSessionsAsync(AccountRow account, string? reason, CancellationToken stop)
    {
        var ended = await db.ExecuteAsync("delete from org.session where account_id = @Id", new { account.Id }, stop);
        await db.ExecuteAsync("update org.account set epoch = epoch + 1 where id = @Id", new { account.Id }, stop);
        await RecordAsync(account, DeedKind.SignOut, [new("登录", $"{ended} 个", "全部退出")], reason, stop);
    }

    Task RecordAsync(AccountRow account, string kind, Change[] changes, string? reason, CancellationToken stop) =>
        db.RecordAsync(new Deed(kind, Register, account.Id, account.LocalityPath, account.Title, changes, reason), stop);

    static string Title(AccountWords words) => $"{words.Name}（{words.Account}）";

    static void Check(AccountWords words)
    {
        if (!IsAccount(words.Account)) throw new RefusedException("账号为 2 至 40 位，只用小写字母、数字、点、横线和下划线", "Form.Account");
        if (words.Name is not { Length: >= 2 and <= 36 }) throw new RefusedException("姓名为 2 至 36 字", "Form.Name");
        if (words.Office is { Length: > 50 }) throw new RefusedException("科室不超过 50 字", "Form.Office");
        if (words.Phone is { Length: > 0 } phone && (phone.Length > 20 || phone.Any(c => !char.IsAsciiDigit(c) && c is not ('-' or '+')))) throw new RefusedException("联系电话只用数字和横线，不超过 20 位", "Form.Phone");
    }

    static bool IsAccount(string text) => text.Length is >= 2 and <= 40 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '.' or '-');
}

/// <summary>An account as administrators see it.</summary>
/// <param name="Phone">masked</param>
sealed record AccountRow(
    Guid Id, string Account, string Name, string? Office, string? Phone, string LocalityPath, string LocalityName, bool MustChangePassword, int FailedCount, DateTime? LockedUntil,
    DateTime? DisabledAt, DateTime? LastSignInAt, DateTime? PasswordChangedAt, int Version, int Sessions)
{
    public string Title => $"{Name}（{Account}）";
    public bool IsLocked => LockedUntil > DateTime.UtcNow;

    /// <summary>As many as the caller's scope shows.</summary>
    public const string Select = """
        select a.id, a.account, a.name, a.office, a.phone, a.locality_path, l.name as locality_name, a.must_change_password, a.failed_count, a.locked_until, a.disabled_at, a.last_sign_in_at, a.password_changed_at, a.version,
               (select count(*)::int from org.session s where s.account_id = a.id and s.expires_at > now() and s.seen_at > now() - interval '30 minutes') as sessions
        from org.account a join org.locality l on l.path = a.locality_path
        """;

    public static Task<AccountRow?> FindAsync(Db db, Guid id, CancellationToken stop) => db.FirstAsync<AccountRow>(Select + " where a.id = @id and a.removed_at is null", new { id }, stop);
    public static Task<AccountRow?> FindAsync(Db db, string account, CancellationToken stop) => db.FirstAsync<AccountRow>(Select + " where a.account = @account and a.removed_at is null", new { account }, stop);
}
