using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Host;

[Needs("org.accounts.edit")]
sealed class AccountEditModel(Db db, Here here, Passwords passwords, IdentityVault identities) : AboutAccountModel(db, here)
{
    [BindProperty] public AccountForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        Form = new() { Account = Account.Account, Name = Account.Name, Office = Account.Office, Phone = Account.Phone, Locality = Here.Localities.AtPath(Account.LocalityPath)?.Code, Version = Account.Version };
        Form.Show(Here, isNew: false, Home);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        var done = await this.TryAsync(Db, () =>
        {
            Demand("org.accounts.edit");
            return new AccountDeeds(Db, passwords, identities).UpdateAsync(Account, Form.Version, Form.Words, Form.Place(Here), stop);
        });
        if (done)
        {
            TempData["Done"] = "账号资料已保存";
            return Redirect(Home);
        }
        Form.Account = Account.Account;
        Form.Show(Here, isNew: false, Home);
        return Page();
    }
}
