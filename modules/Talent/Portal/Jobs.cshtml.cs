using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Talent.Portals;

/// <summary>The released jobs, urgent ones first. An employer files its demands here and a talent a wish, each waiting for an officer's look before anybody is proposed; both see the own pairs with what speaks for them, and withdraw.</summary>
[Needs(Portal.View, Write = Portal.Act)]
public sealed class JobsModel(Db db, Here here, RegisterRows rows, RegisterBook book) : PortalPageModel(db, here)
{
    public sealed record Job(Guid Id, string Title, string Employer, string Domain, int Open, string? Education, int? PayFrom, int? PayTo, string? Duties, bool IsUrgent, DateOnly ReleasedOn);
    public sealed record Own(Guid Id, string Title, int Needed, int Filled, DateOnly FiledOn, DateOnly? ReleasedOn, DateOnly? ClosedOn, int Pairs, string Intake, string? CheckWords);
    public sealed record Wish(Guid Id, string Domain, string? Speciality, string Form, int? PayMin, DateOnly FiledOn, DateOnly ValidUntil, DateOnly? SettledOn, DateOnly? WithdrawnOn, string Intake, string? CheckWords, int Pairs)
    {
        public bool IsOpen => WithdrawnOn is null && SettledOn is null && ValidUntil >= Clock.Today;
    }
    public sealed record Pair(Guid Id, string Title, string Stage, string Reasons, DateOnly ProposedOn, DateOnly MovedOn);
    sealed record Filed(string LocalityPath, string Title);

    public string? Find { get; private set; }
    public IReadOnlyList<Job> Jobs { get; private set; } = [];
    public IReadOnlyList<Own> Demands { get; private set; } = [];
    public IReadOnlyList<Wish> Wishes { get; private set; } = [];
    public IReadOnlyList<Pair> Pairs { get; private set; } = [];
    public Dictionary<string, string> Said { get; private set; } = [];
    public string Kept(string column) => Said.GetValueOrDefault(column, "");

    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken stop)
    {
        Find = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        return await LoadAsync(stop) ? Page() : Redirect(UrlOf());
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await LoadAsync(stop)) return NotFound();
        string[] asked = Me!.IsEmployer ? ["title", "system", "domain", "speciality", "form", "needed", "needed_by", "education", "pay_from", "pay_to", "duties"] : ["domain", "speciality", "education", "form", "pay_min", "valid_until", "words"];
        Said = asked.ToDictionary(column => column, column => Request.Form[column].ToString().Trim());
        if (!Me.IsEmployer && Wishes.Any(wish => wish.IsOpen)) Fault = "已经登记了求职意向；要改的先撤回，再重新登记";
        if (Fault is not null) return Refuse();
        var values = new Dictionary<string, string>(Said) { ["filed_on"] = Dates.Format(Clock.Today) };
        if (Me.IsEmployer) (values["direction"], values["is_urgent"], values["is_new_business"]) = ("1", "0", "0");
        else (values["name"], values["grade"]) = (Me.Name, Me.Grade is { } grade ? $"{(char)('A' + grade - 1)}" : "");
        var table = Me.IsEmployer ? "demand" : "wish";
        if (await EnterAsync(rows, book, $"talent/{table}{(Me.IsEmployer ? "s" : "es")}", values, stop) is not { } id) return Refuse();
        await Db.ExecuteAsync($"update {table} set channel = '2', intake = '1' where id = @id", new { id }, stop);
        return Done("已提交，人才办核对以后参加供需匹配；进展在这里看", "/jobs");
    }

    /// <summary>Taken back by whoever filed it. What is signed is no matter of one side any more.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(stop)) return NotFound();
        var (table, column) = Me!.IsEmployer ? ("demand", "demand_id") : ("wish", "wish_id");
        if (await Db.FirstAsync<Filed>($"select locality_path, {(Me.IsEmployer ? "title" : "name as title")} from {table} where id = @id and {Mine} = @Me and removed_at is null", new { id, Me = Me.Id }, stop) is not { } own) return NotFound();
        var args = new { id, today = Clock.Today, reason = Me.IsEmployer ? "4" : "9" };
        if (await Db.FirstAsync<bool>($"select exists (select from pairing where {column} = @id and stage = '4' and removed_at is null)", args, stop)) Fault = "已经签约，请与人才办联系";
        else if (await Db.ExecuteAsync(Me.IsEmployer ? "update demand set closed_on = @today, close_reason = '2', version = version + 1 where id = @id and closed_on is null" : "update wish set withdrawn_on = @today, version = version + 1 where id = @id and withdrawn_on is null and settled_on is null", args, stop) == 0) Fault = "已经撤回、关闭或落实";
        if (Fault is not null) return Refuse();
        await Db.ExecuteAsync($"update pairing set stage = '9', ended_on = greatest(@today, moved_on), moved_on = greatest(@today, moved_on), end_reason = @reason, version = version + 1 where {column} = @id and stage < '4' and removed_at is null", args, stop);
        await Db.RecordAsync(new(DeedKind.Update, Me.IsEmployer ? "demands" : "wishes", id, own.LocalityPath, own.Title, [new("线上撤回", null, Dates.Format(Clock.Today))]), stop);
        return Done("已撤回，正在对接的一并终止", "/jobs");
    }

    async Task<bool> LoadAsync(CancellationToken stop)
    {
        if (!await KnowAsync(stop)) return false;
        (Jobs, Demands, Wishes, Pairs) = await Db.QueryManyAsync($"""
            select d.demand_id as id, d.title, d.employer, d.domain, d.places as open, d.education, d.pay_from, d.pay_to, d.duties, d.is_urgent, d.released_on from open_post d
              where d.is_open and (@Find::text is null or position(@Find in d.title || d.employer) > 0) order by d.is_urgent desc, d.released_on desc, d.demand_id limit 200;
            select d.id, d.title, d.needed, d.filled, d.filed_on, d.released_on, d.closed_on, (select count(*)::int from pairing p where p.demand_id = d.id and p.removed_at is null) as pairs, d.intake, d.check_words from demand d where @IsEmployer and d.employer_id = @Id and d.removed_at is null order by d.closed_on is not null, d.filed_on desc, d.id limit 100;
            select w.id, w.domain, w.speciality, w.form, w.pay_min, w.filed_on, w.valid_until, w.settled_on, w.withdrawn_on, w.intake, w.check_words, (select count(*)::int from pairing p where p.wish_id = w.id and p.removed_at is null) as pairs from wish w where not @IsEmployer and w.talent_id = @Id and w.removed_at is null order by w.filed_on desc, w.id desc limit 20;
            select p.id, p.title, p.stage, p.reasons, p.proposed_on, p.moved_on from pairing p where p.{(Me!.IsEmployer ? "demand_id in (select id from demand where employer_id = @Id and removed_at is null)" : "wish_id in (select id from wish where talent_id = @Id and removed_at is null)")} and p.removed_at is null order by p.moved_on desc, p.id limit 60
            """, new { Find, Me.IsEmployer, Me.Id }, async grid => ((IReadOnlyList<Job>)[.. await grid.ReadAsync<Job>()], (IReadOnlyList<Own>)[.. await grid.ReadAsync<Own>()], (IReadOnlyList<Wish>)[.. await grid.ReadAsync<Wish>()], (IReadOnlyList<Pair>)[.. await grid.ReadAsync<Pair>()]), stop);
        return true;
    }
}
