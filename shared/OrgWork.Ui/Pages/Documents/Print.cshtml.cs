using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>The papers themselves. Reached by a form, since putting them out is a deed; looked at again, it leads back to where they are made.</summary>
public sealed class PrintModel(Db db) : DocumentPageModel(db)
{
    public DocumentRun Run { get; private set; } = null!;

    public IActionResult OnGet() => Redirect(Address + Request.QueryString);

    public async Task<IActionResult> OnPostAsync(string? ids)
    {
        await FindChosenAsync(ids ?? "");
        var order = await ReadOrderAsync();
        if (order is null || !Document.IsForAll && Chosen.Count > MostPrinted)
        {
            TempData["Fault"] = order is not null ? $"打印页一次最多 {MostPrinted} 份；更多的请下载 Word" : string.Join("；", Form.Errors.Values.DefaultIfEmpty($"没有选中{Register.Noun}，或一次选得太多"));
            return Redirect($"{Address}?ids={ChosenIds}{(AsOf is null ? "" : "&" + AsOfQuery)}");
        }
        Run = await Output.PutOutAsync(order, Form, DeedKind.Print, "打印页", Stop);
        await LookForTemplateAsync();
        return Page();
    }
}
