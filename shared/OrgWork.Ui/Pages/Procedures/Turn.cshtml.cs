using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>退回、撤回、终止、委托: what is done with a case beside its steps.</summary>
public sealed class TurnModel : ProcedurePageModel
{
    static readonly string[] Deeds = ["return", "withdraw", "delegate", "stop"];

    public ProcedureCase Case { get; private set; } = null!;
    public string Deed { get; private set; } = "";
    public string? To { get; private set; }
    public string? Reason { get; private set; }
    public string? Fault { get; private set; }

    public string Heading => Deed switch { "return" => "退回前面的步骤", "stop" => "终止这一案", "withdraw" => "撤回刚办的一步", _ => "委托下级办理这一步" };
    public string Consequence => Deed switch
    {
        "return" => "退回到的步骤起，记录的内容不再算数，须重新办理；原来的记录留在办理记录里",
        "stop" => "终止后不再办理，记录保留；以后可以另立一案",
        "withdraw" => "恢复到办这一步以前的样子；这一步和撤回都留在办理记录里",
        _ => "这一步改由所在区划办理，办完即止",
    };

    /// <summary>Steps already done, the last first.</summary>
    public IEnumerable<Step> Before => Procedure.Steps.TakeWhile(step => step.Id != Case.Step).Reverse();

    public async Task<IActionResult> OnGetAsync(Guid id, string deed)
    {
        if (!Deeds.Contains(deed) || await Cases.FindAsync(Place, id, Stop) is not { IsOpen: true } found) return NotFound();
        (Case, Deed) = (found, deed);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string deed, string? to, string? reason, int version)
    {
        if (!Deeds.Contains(deed) || await Cases.FindAsync(Place, id, Stop) is not { } found) return NotFound();
        (Case, Deed, To, Reason) = (found, deed, to, reason?.Trim());
        Fault = deed switch
        {
            "return" when Procedure.Find(to ?? "") is { } step => await Cases.ReturnAsync(Place, Case, step, version, Reason, Stop),
            "return" => "请选择退回到哪一步",
            "stop" => await Cases.StopAsync(Place, Case, version, Reason, Stop),
            "withdraw" => await Cases.WithdrawAsync(Place, Case, version, Reason, Stop),
            _ => await Cases.DelegateAsync(Place, Case, version, Reason, Stop),
        };
        if (Fault is not null) return this.Unprocessable();
        TempData["Done"] = deed switch { "return" => "已退回", "stop" => "已终止", "withdraw" => "已撤回", _ => "已委托" };
        return Redirect(CaseUrl(id));
    }
}
