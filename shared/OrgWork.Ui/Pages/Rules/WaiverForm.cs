using Microsoft.AspNetCore.Http;

namespace OrgWork.Ui;

/// <summary>
/// What is asked of somebody who goes on against a rule of the kind “一般应当”: reason, approver, day of approval. Put <c>_Waiver</c> into the form, read it with
/// <see cref="Read"/>, and record it with <see cref="RuleChecks.WaiveAsync"/> in the deed's own transaction.
/// </summary>
public sealed class WaiverForm
{
    public IReadOnlyList<Finding> Findings { get; private init; } = [];
    public string Reason { get; private init; } = "";
    public string Approver { get; private init; } = "";
    public string ApprovedOn { get; private init; } = "";
    public string? ReasonFault { get; private init; }
    public string? ApproverFault { get; private init; }
    public string? ApprovedOnFault { get; private init; }
    /// <summary>Complete, and ready to be recorded.</summary>
    public RuleWaiver? Waiver { get; private init; }

    /// <param name="findings">what is waived; a form that asks for nothing is complete</param>
    public static WaiverForm Read(IFormCollection posted, IReadOnlyList<Finding> findings)
    {
        var (reason, approver, on) = (posted["WaiverReason"].ToString().Trim(), posted["WaiverApprover"].ToString().Trim(), posted["WaiverOn"].ToString().Trim());
        // The first time it is asked for, nothing is wrong yet.
        var isAsked = posted.ContainsKey("WaiverReason");
        var isDay = Dates.TryParse(on, out var day, out var fault);
        if (isDay && day > Clock.Today) (isDay, fault) = (false, "批准日期晚于今天，请核对");
        return new()
        {
            Findings = findings, Reason = reason, Approver = approver, ApprovedOn = isAsked ? on : Dates.Format(Clock.Today),
            ReasonFault = isAsked && reason.Length < 2 ? "请写明理由，日后可查" : null,
            ApproverFault = isAsked && approver == "" ? "请填写批准人，如 部长某某" : null,
            ApprovedOnFault = isAsked && !isDay ? fault : null,
            Waiver = reason.Length >= 2 && approver != "" && isDay ? new(reason.Length > 200 ? reason[..200] : reason, approver.Length > 40 ? approver[..40] : approver, day) : null,
        };
    }
}
