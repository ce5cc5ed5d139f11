using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Grassroots.Committees;

/// <summary>登记换届结果: the former committee leaves, those elected sit on the seats, the new term runs; all from the day of the election.</summary>
[Needs("grassroots.organisations.edit")]
public sealed class RenewModel(Db db, Here here, CommitteeBook book, RuleChecks checks) : PageModel
{
    public sealed record Candidate(Guid Id, string Name, DateOnly? BecameFullOn, string? Note);

    public CommitteeHead Head { get; private set; } = null!;
    public IReadOnlyList<CommitteeSeat> Seats { get; private set; } = [];
    public IReadOnlyList<Candidate> Candidates { get; private set; } = [];
    public Dictionary<Guid, Guid?> Chosen { get; private set; } = [];
    public string On { get; private set; } = Dates.Format(Clock.Today);
    public int Years { get; private set; }
    public string Method { get; private set; } = "1";
    public string DocumentNo { get; private set; } = "";
    public string? Fault { get; private set; }
    public string CommitteeUrl => here.Url($"grassroots/committees/{Head.Id}");

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        Chosen = Seats.ToDictionary(seat => seat.Id, seat => seat.MemberId);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? on, int? years, string? method, string? document, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        (On, Method, DocumentNo) = (on?.Trim() ?? "", GrassrootsCodes.ElectedBy.Has(method ?? "") ? method! : "1", document?.Trim() ?? "");
        Chosen = Seats.ToDictionary(seat => seat.Id, seat => Guid.TryParse(Request.Form[$"seat.{seat.Id}"], out var member) ? member : (Guid?)null);
        Years = years ?? 0;
        var taken = Chosen.Values.OfType<Guid>().ToList();
        if (!Dates.TryParse(On, out var day, out var fault)) return Refuse("选举日期：" + fault);
        if (day > Clock.Today) return Refuse($"选举日期不能晚于今天（{Dates.Format(Clock.Today)}），请到那天再登记");
        if (Years is < 1 or > 10) return Refuse("每届年数：请填 1 至 10");
        if (DocumentNo == "") return Refuse("请填写选举结果的批复文号");
        if (taken.Count == 0) return Refuse("一个当选的人也没有选");
        if (taken.Distinct().Count() < taken.Count) return Refuse("同一个人不能坐两个席位，请改选");
        if (taken.Any(member => Candidates.All(candidate => candidate.Id != member))) return Refuse("当选的人请从候选里选");
        if (Seats.FirstOrDefault(seat => seat.Post == "001A" && Chosen[seat.Id] is not null) is { } head && Candidates.First(one => one.Id == Chosen[head.Id]) is var secretary)
        {
            var standing = await checks.CheckAsync(OrganisationRules.SecretaryStanding, new() { SecretaryFullOn = secretary.BecameFullOn, TermBeganOn = day }, Head.LocalityPath, stop: stop);
            if (standing.IsBroken) return Refuse($"{standing.Rule!.Title}（{standing.Rule.Basis}）：{standing.Words}；确需任书记的，先登记其他当选人，再在班子页“补齐”书记，写明理由和批准人");
        }
        var elected = Chosen.Where(pair => pair.Value is not null).Select(pair => new Elected(pair.Key, pair.Value!.Value)).ToList();
        if (await book.ElectAsync(Head, elected, day, Years, Method, DocumentNo, stop) is { } why) return Refuse(why);
        await db.RecordAsync(new(DeedKind.Update, "organisations", Head.Id, Head.LocalityPath, Head.Name,
        [
            new("换届", Head.TermBeganOn is { } before ? Dates.Format(before) : null, Dates.Format(day)), new("届满日期", Head.TermEndsOn is { } ended ? Dates.Format(ended) : null, Dates.Format(day.AddYears(Years))), new("批复", null, DocumentNo),
            .. Seats.Select(seat => new Change(seat.PostName, seat.Name, Candidates.FirstOrDefault(one => one.Id == Chosen[seat.Id])?.Name)),
        ]), stop);
        TempData["Done"] = $"新一届班子已登记，{taken.Count} 人任职，届满 {Dates.Format(day.AddYears(Years))}";
        return Redirect(CommitteeUrl);
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
        Seats = await book.SeatsAsync(id, Clock.Today, stop);
        var parameter = head.Kind == "611" ? "committee" : head.Sphere is "1" or "2" ? "village" : "branch";
        Years = (int)(await checks.SettingsAsync(stop)).ValueOf(OrganisationRules.TermLength, OrganisationRules.TermLength.Parameter(parameter), head.LocalityPath, Clock.Today).Value;
        // Full members of the organisation and of what is below it, and whoever sits there now.
        Candidates = await db.QueryAsync<Candidate>("""
            select m.id, m.name, m.became_full_on, nullif(concat_ws('，', m.party_group, extract(year from m.birth_on)::text || ' 年生'), '') as note
            from member m where m.kind = '1' and m.left_on is null and m.removed_at is null and m.membership_state = '1'
              and (m.organisation_id = @id or m.organisation_id in (select c.id from organisation c where c.parent_id = @id and c.abolished_on is null) or m.id = any(@sitting))
            order by m.organisation_id = @id desc, m.locality_path, m.rank_order, m.id limit 600
            """, new { id, sitting = Seats.Select(seat => seat.MemberId).OfType<Guid>().ToArray() }, stop);
        return true;
    }
}
