using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Grassroots.Committees;

/// <summary>补齐一个席位: a member of the scope sits on a vacant seat from a day on.</summary>
[Needs("grassroots.organisations.edit")]
public sealed class AppointModel(Db db, Here here, CommitteeBook book, RuleChecks checks, RegisterRows rows, RegisterBook registers) : PageModel
{
    sealed record Chosen(Guid Id, string Name, string LocalityPath, string Kind, DateOnly? BecameFullOn);

    public CommitteeHead Head { get; private set; } = null!;
    public CommitteeSeat Seat { get; private set; } = null!;
    public Guid? MemberId { get; private set; }
    public string MemberName { get; private set; } = "";
    public string On { get; private set; } = Dates.Format(Clock.Today);
    public string DocumentNo { get; private set; } = "";
    public string? Fault { get; private set; }
    public WaiverForm? Waiver { get; private set; }
    public string CommitteeUrl => here.Url($"grassroots/committees/{Head.Id}");

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnGetPickAsync(string? q, CancellationToken stop)
    {
        var members = registers.All.First(place => place.Path == "grassroots/members");
        var found = await rows.CandidatesAsync(members, Field.Row("member", "", "members"), q ?? "", stop);
        return new JsonResult(found.Select(row => new { value = row.Id, text = row.Title }));
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid? member, string? on, string? document, string? owner, string? due, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (due is not null) return await GiveAsync(owner?.Trim() ?? "", due, stop);
        (MemberId, On, DocumentNo) = (member, on?.Trim() ?? "", document?.Trim() ?? "");
        var chosen = member is { } picked ? await db.FirstAsync<Chosen>("select id, name, locality_path, kind, became_full_on from member where id = @picked and left_on is null and removed_at is null", new { picked }, stop) : null;
        if (chosen is null) return Refuse("请从候选里选一名党员");
        MemberName = chosen.Name;
        if (Seat.IsHeld) return Refuse($"{Seat.Name}还在任，请先办理离任");
        if (!Dates.TryParse(On, out var day, out var fault)) return Refuse("任职日期：" + fault);
        if (day > Clock.Today || day < Seat.VacantSince) return Refuse($"任职日期应在席位空缺（{Dates.Format(Seat.VacantSince)}）以后，不能晚于今天");
        if (chosen.Kind != "1") return Refuse($"{chosen.Name}是预备党员，没有被选举权，不能任党内职务");
        if (Seat.Post == "001A")
        {
            var standing = await checks.CheckAsync(OrganisationRules.SecretaryStanding, new() { SecretaryFullOn = chosen.BecameFullOn, TermBeganOn = day }, Head.LocalityPath, stop: stop);
            if (standing.NeedsWaiver)
            {
                Waiver = WaiverForm.Read(Request.Form, [standing]);
                if (Waiver.Waiver is not { } waiver) return Refuse($"{standing.Words}；确需任职的，写明理由和批准人");
                await checks.WaiveAsync([standing], "organisations", Head.Id, Head.LocalityPath, Head.Name, $"{chosen.Name}任{Seat.PostName}", waiver, stop);
            }
        }
        if (await book.SeatAsync(Head, Seat, chosen.Id, day, DocumentNo == "" ? null : DocumentNo, stop) is { } why) return Refuse(why);
        var days = day.DayNumber - Seat.VacantSince.DayNumber;
        await db.RecordAsync(new(DeedKind.Update, "organisations", Head.Id, Head.LocalityPath, Head.Name, [new(Seat.PostName, null, chosen.Name), new("任职日期", null, Dates.Format(day)), new("空缺", null, $"{days} 天"), .. DocumentNo == "" ? (Change[])[] : [new("批复", null, DocumentNo)]]), stop);
        await db.RecordAsync(new(DeedKind.Update, "members", chosen.Id, chosen.LocalityPath, chosen.Name, [new("任职", null, $"{Head.Name}{Seat.PostName}"), new("任职日期", null, Dates.Format(day))]), stop);
        TempData["Done"] = $"{chosen.Name}任{Seat.PostName}，已补齐";
        return Redirect(CommitteeUrl);
    }

    /// <summary>Nobody is found yet: the vacant seat is given to somebody to fill by a day; appointing closes it.</summary>
    async Task<IActionResult> GiveAsync(string owner, string due, CancellationToken stop)
    {
        if (Seat.IsHeld) return Refuse("这个席位不空缺，请刷新再看");
        if (Seat.TaskOwner is { } given) return Refuse($"已经交给{given}补齐；改派、改期限在“补齐任务”里办");
        if (owner.Length is 0 or > 36) return Refuse("请写明谁负责补齐");
        if (!Dates.TryParse(due, out var until, out var fault)) return Refuse("补齐期限：" + fault);
        if (until < Clock.Today) return Refuse("补齐期限不能早于今天");
        await db.ExecuteAsync("""
            insert into vacancy_task (locality_path, rank_order, title, organisation_id, seat_id, owner, vacant_since, given_on, due_on, created_by, changed_by)
            values (@LocalityPath, 0, @PostName, @organisation, @seat, @owner, @VacantSince, @today, @until, @actor, @actor) on conflict do nothing
            """, new { Head.LocalityPath, Seat.PostName, organisation = Head.Id, seat = Seat.Id, owner, Seat.VacantSince, today = Clock.Today, until, actor = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "organisations", Head.Id, Head.LocalityPath, Head.Name, [new($"补齐{Seat.PostName}", null, $"{owner}，{Dates.Format(until)} 前")]), stop);
        TempData["Done"] = $"已交{owner}补齐{Seat.PostName}，期限 {Dates.Format(until)}";
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
        if (await db.FirstAsync<Guid?>("select organisation_id from committee_seat where id = @id and removed_at is null and closed_on is null", new { id }, stop) is not { } organisation || await book.HeadAsync(organisation, stop) is not { } head) return false;
        Head = head;
        Seat = (await book.SeatsAsync(organisation, Clock.Today, stop)).First(seat => seat.Id == id);
        return true;
    }
}
