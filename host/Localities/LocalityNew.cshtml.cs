using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

[Needs("org.localities.edit")]
sealed class LocalityNewModel(Db db, Here here) : PageModel
{
    public LocalityForm Form { get; private set; } = new();

    public void OnGet() => Show(new() { On = Dates.Format(Clock.Today), Kind = here.Locality.Kind + 1 });

    public async Task<IActionResult> OnPostAsync(LocalityForm form, CancellationToken stop)
    {
        var made = 0;
        if (await this.TryAsync(db, async () => made = await new LocalityDeeds(db, here.Localities).AddAsync(form.Words, here.Locality, LocalityForm.Day(form.On), LocalityForm.Because(form.Reason), stop)))
        {
            TempData["Done"] = $"已在{here.Locality.Name}之下新增{form.Words.Name}";
            return Redirect(here.Url($"org/localities#l{made}"));
        }
        Show(form);
        return Page();
    }

    void Show(LocalityForm form)
    {
        form.Kinds = [.. Enum.GetValues<LocalityKind>().Where(kind => kind > here.Locality.Kind)];
        Form = form;
    }
}
