namespace OrgWork.Host;

/// <summary>Signing in and out. A stranger learns nothing from the answer, nor from how long it takes: unknown, closed, locked and wrong are one.</summary>
sealed class SignIns(Databases databases, Live live, Passwords passwords, IdentityVault identities)
{
    static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    readonly DbSource core = databases.Of(OrgModule.Manifest);

    /// <param name="Missed">wrong tries since the last time, told to the person</param>
    public sealed record Opened(string Token, bool MustChangePassword, int Missed);

    sealed record Account(Guid Id, string Name, string? PasswordHash, bool MustChangePassword, int FailedCount, bool IsLocked, bool IsClosed, string LocalityPath);

    /// <returns>null when not let in</returns>
    /// <exception cref="TooBusyException"/>
    public async Task<Opened?> TryAsync(string login, string password, string remote, string agent, string? oldToken, CancellationToken stop)
    {
        var root = (await live.LocalitiesAsync(stop)).Roots.FirstOrDefault()?.Path ?? "";
        Account? account;
        string? newHash;
        using (var turn = await passwords.TakeTurnAsync(stop))
        {
            await using var trying = core.OpenForWriting(Scope.Whole(Guid.Empty), new Actor(Guid.Empty, "未登录", remote));
            var isBlocked = await trying.FirstAsync<bool>("select exists (select from org.sign_in_source where remote = @remote and blocked_until > now())", new { remote }, stop);
            account = isBlocked ? null : await trying.FirstAsync<Account>("select id, name, password_hash, must_change_password, failed_count, is_locked, is_closed, locality_path from org.try_sign_in(@login)", new { login }, stop);
            var mayTry = account is { IsLocked: false, IsClosed: false };
            var isRight = turn.IsRight(mayTry ? account!.PasswordHash : null, password, out newHash);
            if (!isRight)
            {
                // Beyond forty within a quarter of an hour each one doubles the wait, to a quarter of an hour at most. An office behind one address does not come so far.
                if (!isBlocked) await trying.ExecuteAsync("""
                    insert into org.sign_in_source as s (remote, failed, since) values (@remote, 1, now())
                    on conflict (remote) do update set
                      failed = case when s.since < now() - interval '15 minutes' then 1 else s.failed + 1 end,
                      since = case when s.since < now() - interval '15 minutes' then now() else s.since end,
                      blocked_until = case when s.since >= now() - interval '15 minutes' and s.failed >= 40 then now() + least(interval '15 minutes', interval '1 second' * power(2, s.failed - 40)) end
                    """, new { remote }, stop);
                var why = account switch
                {
                    null when isBlocked => "这个来源地址输错太多，暂不受理",
                    null => "没有这个账号",
                    { IsClosed: true } => "账号已停用",
                    { IsLocked: true } => "账号锁定中",
                    { FailedCount: var count } when count % 5 == 0 => "口令不对，锁定 15 分钟",
                    { FailedCount: var count } => $"口令不对，连续第 {count} 次",
                };
                await trying.RecordAsync(new Deed(DeedKind.SignInRefused, "accounts", account?.Id, account?.LocalityPath ?? root, login, Reason: why), stop);
            }
            else trying.NeedsNoDeed("that somebody tries is counted; that they came in is recorded below, with the session");
            await trying.CommitAsync(stop);
            if (!isRight) return null;
        }

        var token = Sessions.NewToken();
        await using var opening = core.OpenForWriting(Scope.Whole(account!.Id), new Actor(account.Id, account.Name, remote));
        if (newHash is not null) await opening.FirstAsync<object>("select org.rehash_password(@Id, @newHash)", new { account.Id, newHash }, stop);
        await opening.FirstAsync<object>("select org.note_sign_in(@Id)", new { account.Id }, stop);
        // Whoever knew this browser's old token does not go on with it.
        if (oldToken is not null) await opening.ExecuteAsync("delete from org.session where token_hash = @hash", new { hash = Sessions.HashOf(oldToken) }, stop);
        await opening.ExecuteAsync("insert into org.session (token_hash, account_id, expires_at, remote, agent) values (@hash, @Id, now() + @Longest, @remote, left(@agent, 200))",
            new { hash = Sessions.HashOf(token), account.Id, Longest, remote, agent }, stop);
        await opening.RecordAsync(new Deed(DeedKind.SignIn, "accounts", account.Id, account.LocalityPath, login), stop);
        await opening.CommitAsync(stop);
        return new(token, account.MustChangePassword, account.FailedCount - 1);
    }

    /// <param name="everywhere">all sessions of the account; what was decided for it before counts no more</param>
    public async Task SignOutAsync(SignedIn user, bool everywhere, string remote, CancellationToken stop)
    {
        await using var db = core.OpenForWriting(Scope.Whole(user.Id), new Actor(user.Id, user.Name, remote));
        await db.ExecuteAsync(everywhere ? "delete from org.session where account_id = @Id" : "delete from org.session where token_hash = decode(@SessionId, 'hex')", user, stop);
        if (everywhere) await db.ExecuteAsync("update org.account set epoch = epoch + 1 where id = @Id", user, stop);
        await db.RecordAsync(new Deed(DeedKind.SignOut, "accounts", user.Id, await PathOfAsync(db, user.Id, stop), user.Account, Reason: everywhere ? "在所有设备退出" : null), stop);
        await db.CommitAsync(stop);
    }

    /// <summary>The person's own change. Other sessions of theirs end; this one goes on.</summary>
    /// <exception cref="RefusedException">the old one is wrong, or the new one is not good enough</exception>
    public async Task ChangePasswordAsync(SignedIn user, string old, string fresh, string remote, CancellationToken stop)
    {
        await using var db = core.OpenForWriting(Scope.Whole(user.Id), new Actor(user.Id, user.Name, remote));
        var mine = await db.FirstAsync<OwnAccount>("select account, name_pinyin, office, password_hash, locality_path from org.account where id = @Id", user, stop)
            ?? throw new InvalidOperationException("The signed-in account is not there.");
        string hash;
        using (var turn = await passwords.TakeTurnAsync(stop))
        {
            if (!turn.IsRight(mine.PasswordHash, old, out _)) throw new RefusedException("现在的口令不对", "Old");
            if (PasswordPolicy.Fault(fresh, mine.Account, mine.NamePinyin, await AccountDeeds.OpenPhoneAsync(db, identities, user.Id, stop)) is { } fault) throw new RefusedException(fault, "Fresh");
            if (turn.IsRight(mine.PasswordHash, fresh, out _)) throw new RefusedException("新口令与现在的相同，请换一个", "Fresh");
            foreach (var used in await db.QueryAsync<string>("select hash from org.old_password where account_id = @Id order by replaced_at desc limit 4", user, stop))
                if (turn.IsRight(used, fresh, out _)) throw new RefusedException("最近 5 个口令不能再用，请换一个", "Fresh");
            hash = turn.Hash(fresh);
        }
        await db.FirstAsync<object>("select org.set_password(@Id, @hash, false)", new { user.Id, hash }, stop);
        await db.ExecuteAsync("delete from org.session where account_id = @Id and token_hash <> decode(@SessionId, 'hex')", user, stop);
        await db.RecordAsync(new Deed(DeedKind.Password, "accounts", user.Id, mine.LocalityPath, user.Account), stop);
        await db.CommitAsync(stop);
    }

    sealed record OwnAccount(string Account, string NamePinyin, string? Office, string PasswordHash, string LocalityPath);

    static Task<string?> PathOfAsync(Db db, Guid id, CancellationToken stop) => db.FirstAsync<string>("select locality_path from org.account where id = @id", new { id }, stop);

    /// <summary>
    /// Lax, not Strict: people come from links in the office's other systems and must arrive signed in. Nothing is changed by a GET,
    /// and every POST carries an antiforgery token, so what Strict would add is not needed.
    /// </summary>
    public static void SetCookie(HttpContext context, string token) => context.Response.Cookies.Append(Sessions.CookieFor(context.Request), token, Options(context));

    public static void DropCookie(HttpContext context) => context.Response.Cookies.Delete(Sessions.CookieFor(context.Request), Options(context));

    static CookieOptions Options(HttpContext context) => new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
