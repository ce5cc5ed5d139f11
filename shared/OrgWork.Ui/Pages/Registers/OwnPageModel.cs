using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui.Registers;

/// <summary>
/// The own record of whoever is signed in, and of nobody else: no id of a person stands in the address or in a form, whose record it is says the sealed actor.
/// The page of a module shows what it holds of the person; what is wrong there is asked to be corrected by the partials <c>_OwnAnswers</c> and <c>_OwnCorrections</c>.
/// </summary>
public abstract class OwnPageModel(OwnCorrections corrections, Db db, Here here) : PageModel
{
    protected Db Db { get; } = db;
    public Here Here { get; } = here;
    public OwnCorrections Corrections { get; } = corrections;
    public abstract IOwnRecord? Own { get; }
    public IReadOnlyList<OwnRequest> Requests { get; protected set; } = [];
    public bool MayAsk => Here.MayWrite(Corrections.Ask);
    /// <summary>The item that is asked for; <see cref="IsOther"/> where it is said in words.</summary>
    public Field? Asked { get; private set; }
    public bool IsOther { get; private set; }
    public string Wanted { get; private set; } = "";
    public string Grounds { get; private set; } = "";
    public string? Fault { get; protected set; }

    /// <summary>Reads the own record, what it shows, and <see cref="Requests"/>.</summary>
    protected abstract Task LoadAsync(CancellationToken stop);

    public async Task OnGetAsync(string? item, CancellationToken stop)
    {
        (Asked, IsOther) = (Corrections.FieldOf(item), item == OwnCorrections.Other);
        await LoadAsync(stop);
        Wanted = Asked is { } field ? Own?.ValueOf(field.Column) ?? "" : "";
    }

    public async Task<IActionResult> OnPostAsync(string? item, string? grounds, IFormFile? evidence, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Own is not { } me) return NotFound();
        (Asked, IsOther, Grounds) = (Corrections.FieldOf(item), item == OwnCorrections.Other, grounds?.Trim() ?? "");
        if (Asked is null && !IsOther) return BadRequest();
        var (value, shown) = Asked is { } field ? ReadItem(field, me) : ReadWords();
        if (Fault is null && Grounds.Length is 0 or > 500) Fault = "请写依据，500 字以内：哪份材料写的是什么";
        if (Fault is null)
        {
            if (await Corrections.AskAsync(Db, me, Asked, shown, value, Grounds, stop) is { } request) await KeepAsync(evidence, me, request, stop);
            else Fault = $"“{Asked?.Label ?? "其他"}”已有一件申请在办，等答复以后再提";
        }
        return Fault is null ? Done("已提交，办理结果和理由在这里看") : Refuse();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid request, CancellationToken stop) => await Corrections.WithdrawAsync(Db, request, stop) ? Done("已撤回") : NotFound();

    /// <summary>As the register's form reads it: the same checks, the same words.</summary>
    (string? Value, string Shown) ReadItem(Field field, IOwnRecord me)
    {
        var form = RegisterForm.Read(Corrections.Of(), Request.Form, Clock.Today, field);
        Wanted = form.Typed(field);
        Fault = form.Errors.GetValueOrDefault(field.Column) ?? (Wanted == "" ? $"请填“{field.Label}”应为什么" : Wanted == (me.ValueOf(field.Column) ?? "") ? "和现在登记的一样，不用更正" : null);
        return (OwnCorrections.ValueIn(form, field), OwnCorrections.Shown(field, Wanted));
    }

    (string? Value, string Shown) ReadWords()
    {
        Wanted = Request.Form["wanted"].ToString().Trim();
        Fault = Wanted.Length switch { 0 => "请写哪一项、应为什么", > 300 => "应为的内容请压到 300 字以内", _ => null };
        return (null, Wanted);
    }

    async Task KeepAsync(IFormFile? evidence, IOwnRecord me, Guid request, CancellationToken stop)
    {
        if (evidence is null || !Corrections.TakesEvidence) return;
        try
        {
            await HttpContext.RequestServices.GetRequiredService<FileStore>().SaveAsync(new(me.LocalityPath, Corrections.Read, null, Corrections.Register.Id, request), evidence, FileRules.Attachment, stop);
        }
        catch (FileRefusedException refused)
        {
            Fault = "证据材料：" + refused.Message;
        }
    }

    protected PageResult Refuse()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    protected RedirectToPageResult Done(string words)
    {
        TempData["Done"] = words;
        return RedirectToPage();
    }
}
