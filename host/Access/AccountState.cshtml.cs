using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Host;

/// <summary>Disables and enables.</summary>
[Needs("org.accounts.edit")]
sealed class AccountStateModel(Db db, Here here, Passwords passwords, IdentityVault identities) : AboutAccountModel(db, here)
{
    public IActionResult OnGet(Guid id) => Redirect(Here.Url($"org/accounts/{id}"));

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        var disable = act == "disable";
        var done = await this.TryAsync(Db, () =>
        {
            Demand("org.accounts.edit");
            if (string.IsNullOrWhiteSpace(reason)) throw new RefusedException("请写明事由");
            var deeds = new AccountDeeds(Db, passwords, identities);
            return disable ? deeds.DisableAsync(Account, reason.Trim(), stop) : deeds.EnableAsync(Account, reason.Trim(), stop);
        });
        return Back(done, disable ? $"{Account.Name}的账号已停用" : $"{Account.Name}的账号已启用");
    }
}
