using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

[Needs("org.accounts.edit")]
sealed class AccountNewModel(Db db, Here here, Passwords passwords, IdentityVault identities) : PageModel
{
    public sealed record Result(Guid Id, string Title, string Password);

    [BindProperty] public AccountForm Form { get; set; } = new();
    public Result? Created { get; private set; }

    public void OnGet() => Form.Show(here, isNew: true, here.Url("org/accounts"));

    public async Task OnPostAsync(CancellationToken stop)
    {
        await this.TryAsync(db, async () =>
        {
            var words = Form.Words;
            var (id, password) = await new AccountDeeds(db, passwords, identities).CreateAsync(words, Form.Place(here), null, stop);
            Created = new(id, $"{words.Name}（{words.Account}）", password);
        });
        Form.Show(here, isNew: true, here.Url("org/accounts"));
    }
}
