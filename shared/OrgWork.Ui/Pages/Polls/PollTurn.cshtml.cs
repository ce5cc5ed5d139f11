using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>开始、截止、延长、签认、作废: what is done with a poll, with its consequences said before.</summary>
public sealed class PollTurnModel : PollPageModel
{
    static readonly string[] Deeds = ["open", "close", "extend", "sign", "void"];

    public PollResult Result { get; private set; } = null!;
    public Poll Poll => Result.Poll;
    public string Deed { get; private set; } = "";
    public string? Until { get; private set; }
    public string? Reason { get; private set; }
    public string? Fault { get; private set; }
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public string Heading => Deed switch { "open" => "开始投票", "close" => "截止并计票", "extend" => "延长截止日期", "sign" => "签认结果", _ => "作废" };
    public string Consequence => Deed switch
    {
        "open" => $"名单上的人现在起可以投票，到 {(Poll.ClosesOn is { } day ? Dates.Format(day) : "（未定）")} 截止；名单、{Kind.ItemNoun}和分组从此不能改",
        "close" => $"开箱计票，票箱随即销毁，不能再投；收到不足 {Poll.Minimum} 份的不能公布，某一组不足的各组合并公布",
        "extend" => "名单上没有投票的人可以继续投票",
        "sign" => "结果签认后不能再改，只能作废；规则核对情况和签认人一并留存",
        _ => "这次的结果不再算数，记录保留；需要时另设一次",
    };

    public async Task<IActionResult> OnGetAsync(Guid id, string deed) => await LoadAsync(id, deed) && IsPossible ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string deed, string? until, string? reason, int version)
    {
        if (!await LoadAsync(id, deed)) return NotFound();
        (Until, Reason) = (until, reason);
        Fault = deed switch
        {
            "open" => await Ballots.OpenAsync(Place, Poll, Stop),
            "close" => await Ballots.CloseAsync(Place, Poll, Stop),
            "extend" when Dates.TryParse(until, out var day, out var wrong) is var isDay => isDay ? await Ballots.ExtendAsync(Place, Poll, day, version, Stop) : wrong,
            "sign" => await Ballots.SignAsync(Place, Result, version, Stop),
            _ => await Ballots.VoidAsync(Place, Poll, reason, version, Stop),
        };
        if (Fault is not null) return this.Unprocessable();
        TempData["Done"] = deed switch { "open" => "投票已开始，名单上的人在“我的投票”里可以看到", "close" => "已计票，核对后签认", "extend" => "已延长", "sign" => "结果已签认", _ => "已作废" };
        return Redirect(UrlOf(id));
    }

    bool IsPossible => (Deed, Poll.State) is ("open", "draft") or ("close", "open") or ("extend", "open") or ("sign", "counted") or ("void", not "void");

    async Task<bool> LoadAsync(Guid id, string deed)
    {
        if (!Deeds.Contains(deed) || await Ballots.ResultAsync(Place, id, Stop) is not { } found) return false;
        (Result, Deed) = (found, deed);
        if (deed == "sign" && Poll.HasCounts) Findings = (await Ballots.JudgeAsync(found, Stop)).Whole;
        return true;
    }
}
