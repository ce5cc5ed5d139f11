using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Host;

/// <summary>Unlocks, resets the password, ends sessions.</summary>
[Needs("org.accounts.secure")]
sealed class AccountSecureModel(Db db, Here here, Passwords passwords, IdentityVault identities) : AboutAccountModel(db, here)
{
    public string? Fresh { get; private set; }

    public IActionResult OnGet(Guid id) => Redirect(Here.Url($"org/accounts/{id}"));

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        var done = await this.TryAsync(Db, async () =>
        {
            Demand("org.accounts.secure");
            if (string.IsNullOrWhiteSpace(reason)) throw new RefusedException("请写明事由");
            var deeds = new AccountDeeds(Db, passwords, identities);
            if (act == "reset") Fresh = await deeds.ResetPasswordAsync(Account, reason.Trim(), stop);
            else if (act == "end") await deeds.EndSessionsAsync(Account, reason.Trim(), stop);
            else await deeds.UnlockAsync(Account, reason.Trim(), stop);
        });
        // The password stands in this answer and nowhere else: no cookie, no address, no log has it.
        return done && Fresh is not null ? Page() : Back(done, act == "end" ? $"{Account.Name}的登录已全部退出" : $"{Account.Name}的账号已解除锁定");
    }
}
