using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Grassroots.Committees;

/// <summary>一个党组织的班子: seats and who sits there on any day, the running term, former terms; put on a seat, leave it, put off the election.</summary>
[Needs("grassroots.organisations.read", Write = "grassroots.organisations.edit")]
public sealed class IndexModel(Db db, Here here, CommitteeBook book, RuleChecks checks, RegisterBook registers) : PageModel
{
    public Here Here { get; } = here;
    public CommitteeHead Head { get; private set; } = null!;
    public IReadOnlyList<CommitteeSeat> Seats { get; private set; } = [];
    public IReadOnlyList<CommitteeTerm> Terms { get; private set; } = [];
    public IReadOnlyList<Finding> Shown { get; private set; } = [];
    public DateOnly Day { get; private set; } = Clock.Today;
    public string? Fault { get; private set; }
    public bool IsPast => Day < Clock.Today;
    public bool MayWrite => !IsPast && Here.MayWrite("grassroots.organisations.edit");
    public CommitteeTerm? Term => Terms.FirstOrDefault(term => term.BeganOn <= Day && (term.EndedOn is null || term.EndedOn > Day));
    public string RecordUrl => Here.Url($"grassroots/organisations/{Head.Id}");
    public string MemberUrl(CommitteeSeat seat) => Here.Url($"grassroots/members/{seat.MemberId}?tab=posts");

    public async Task<IActionResult> OnGetAsync(Guid id, string? on, CancellationToken stop)
    {
        if (!string.IsNullOrWhiteSpace(on))
        {
            if (Dates.TryParse(on, out var day, out var fault) && day <= Clock.Today) Day = day;
            else Fault = fault ?? "看哪一天：不能晚于今天";
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostLeaveAsync(Guid id, Guid holding, string? on, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Seats.FirstOrDefault(seat => seat.HoldingId == holding) is not { } seat) return Refuse("这个人已不在任，请刷新再看");
        if (!Dates.TryParse(on ?? "", out var day, out var fault)) return Refuse("离任日期：" + fault);
        if (day > Clock.Today || day < seat.BeganOn) return Refuse($"离任日期应在任职（{Dates.Format(seat.BeganOn!.Value)}）以后，不能晚于今天");
        if (reason?.Trim() is not { Length: > 1 } said) return Refuse("请写明离任的原因和依据，如“调离，某委〔2026〕3号”");
        await book.LeaveAsync(Head, holding, day, said, stop);
        await db.RecordAsync(new(DeedKind.Update, "organisations", Head.Id, Head.LocalityPath, Head.Name, [new(seat.PostName, seat.Name, null), new("离任", null, Dates.Format(day))], said), stop);
        await db.RecordAsync(new(DeedKind.Update, "members", seat.MemberId, Head.LocalityPath, seat.Name, [new("离任", $"{Head.Name}{seat.PostName}", Dates.Format(day))], said), stop);
        TempData["Done"] = $"{seat.Name}已离任，{seat.PostName}空缺";
        return Redirect(Here.Url($"grassroots/committees/{id}"));
    }

    public async Task<IActionResult> OnPostExtendAsync(Guid id, string? to, string? number, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Head.TermEndsOn is not { } ends || Term is not { } term) return Refuse("没有登记本届任期，先登记选举日期和每届年数");
        if (!Dates.TryParse(to ?? "", out var until, out var fault)) return Refuse("延期至：" + fault);
        if (until <= term.DueOn) return Refuse($"延期应在应届满日期 {Dates.Format(term.DueOn)} 以后");
        if (number?.Trim() is not { Length: > 1 } document) return Refuse("请填写上级批准延期的文号");
        if (reason?.Trim() is not { Length: > 1 } said) return Refuse("请写明延期的理由");
        // A month begun counts whole: a day beyond a year is beyond a year.
        var months = (until.Year - term.DueOn.Year) * 12 + until.Month - term.DueOn.Month + (until.Day > term.DueOn.Day ? 1 : 0);
        var finding = await checks.CheckAsync(OrganisationRules.Postponement, new() { ExtendedMonths = months }, Head.LocalityPath, stop: stop);
        if (finding.Refuses) return Refuse($"{finding.Rule!.Title}（{finding.Rule.Basis}）：{finding.Words}");
        await db.ExecuteAsync("update committee_term set extended_to = @until, extension_no = @document, extension_reason = @said, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id", new { term.Id, until, document, said, actor = db.Actor.Id }, stop);
        await db.ExecuteAsync("update organisation set term_ends_on = @until, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id", new { Head.Id, until, actor = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "organisations", Head.Id, Head.LocalityPath, Head.Name, [new("届满日期（批准延期）", Dates.Format(ends), Dates.Format(until)), new("批复", null, document)], said), stop);
        TempData["Done"] = $"任期延至 {Dates.Format(until)}";
        return Redirect(Here.Url($"grassroots/committees/{id}"));
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await book.HeadAsync(id, stop) is not { } head) return false;
        Head = head;
        Seats = await book.SeatsAsync(id, Day, stop, withGone: Day < Clock.Today);
        Terms = await book.TermsAsync(id, stop);
        if (IsPast) return true;
        var found = await checks.OfRowAsync(registers.All.First(place => place.Path == "grassroots/organisations"), id, stop: stop);
        // What hangs on committee and setting, not on Party life; what is in order stays quiet.
        Shown = [.. found.Where(one => one.Rule.Id.StartsWith("grassroots.organisations.", StringComparison.Ordinal) && one.Finding.Outcome is Outcome.Broken or Outcome.Unknown).Select(one => one.Finding)];
        return true;
    }
}
