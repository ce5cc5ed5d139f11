using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Coverage;

/// <summary>登记摸排: what was found at each of the chosen units — staff, members, how its organisation works, why there is none, who builds one by when.</summary>
[Needs(Establishments.Write)]
public sealed class CheckModel(Db db, Here here) : PageModel
{
    public sealed record Unit
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string LocalityPath { get; init; } = "";
        public int? Staff { get; init; }
        public int Members { get; init; }
        public int FullMembers { get; init; }
        public Guid? OrganisationId { get; init; }
        public string? Rating { get; init; }
        public string? ReasonWithout { get; init; }
        public string? Responsible { get; init; }
        public DateOnly? DueOn { get; init; }
        public DateOnly? CheckedOn { get; init; }
        public string? Fault { get; init; }
        public string? DueTyped { get; init; }
    }

    const int Most = 60;

    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public string On { get; private set; } = Dates.Format(Clock.Today);
    public string? Fault { get; private set; }
    public string ListUrl => here.Url("grassroots/establishments");

    public async Task OnGetAsync(Guid[] id, CancellationToken stop) => await LoadAsync(id, stop);

    public async Task<IActionResult> OnPostAsync(Guid[] id, string? on, CancellationToken stop)
    {
        if (on is null) return id.Length == 0 ? BadRequest() : Redirect($"{here.Url("grassroots/coverage/check")}?{string.Join('&', id.Distinct().Take(Most).Select(one => $"id={one}"))}");
        await LoadAsync(id, stop);
        On = on.Trim();
        var isDay = Dates.TryParse(On, out var day, out var fault);
        if (!isDay || day > Clock.Today) Fault = isDay ? "摸排日期不能晚于今天" : "摸排日期：" + fault;
        var found = Units.Select(Read).ToList();
        var before = Units;
        Units = found;
        if (Fault is null && found.Any(unit => unit.Fault is not null)) Fault = $"有 {found.Count(unit => unit.Fault is not null)} 个单位的内容要改，见表中说明；没有保存";
        if (Fault is not null)
        {
            Response.StatusCode = 422;
            return Page();
        }
        await db.TakesEffectAsync(day, stop);
        foreach (var (was, unit) in before.Zip(found))
        {
            await db.ExecuteAsync("""
                update establishment set staff = @Staff, members = @Members, full_members = @FullMembers, rating = @Rating, reason_without = @ReasonWithout, responsible = @Responsible, due_on = @DueOn, checked_on = @day, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id
                """, new { unit.Id, unit.Staff, unit.Members, unit.FullMembers, unit.Rating, unit.ReasonWithout, unit.Responsible, unit.DueOn, day, actor = db.Actor.Id }, stop);
            await db.RecordAsync(new(DeedKind.Update, "establishments", unit.Id, unit.LocalityPath, unit.Name, [new("摸排", was.CheckedOn is { } last ? Dates.Format(last) : null, Dates.Format(day)), .. ChangesOf(was, unit)]), stop);
        }
        TempData["Done"] = $"已登记 {found.Count} 个单位的摸排";
        return Redirect(ListUrl);
    }

    static IEnumerable<Change> ChangesOf(Unit was, Unit now)
    {
        if (was.Staff != now.Staff) yield return new("从业人数", $"{was.Staff}", $"{now.Staff}");
        if (was.Members != now.Members) yield return new("从业党员", $"{was.Members}", $"{now.Members}");
        if (was.FullMembers != now.FullMembers) yield return new("其中正式党员", $"{was.FullMembers}", $"{now.FullMembers}");
        if (was.Rating != now.Rating) yield return new("发挥作用", Name(Establishments.Ratings, was.Rating), Name(Establishments.Ratings, now.Rating));
        if (was.ReasonWithout != now.ReasonWithout) yield return new("未建原因", Name(Establishments.Reasons, was.ReasonWithout), Name(Establishments.Reasons, now.ReasonWithout));
        if (was.Responsible != now.Responsible) yield return new("组建责任人", was.Responsible, now.Responsible);
        if (was.DueOn != now.DueOn) yield return new("组建期限", was.DueOn is { } before ? Dates.Format(before) : null, now.DueOn is { } after ? Dates.Format(after) : null);
    }

    static string? Name(CodeSet codes, string? value) => value is null ? null : codes.NameOf(value);

    Unit Read(Unit unit)
    {
        string? Text(string name) => Request.Form[$"{name}.{unit.Id}"].ToString().Trim() is { Length: > 0 } text ? text : null;
        int? Number(string name) => int.TryParse(Text(name), out var number) && number >= 0 ? number : null;
        DateOnly? due = Text("due") is { } typed && Dates.TryParse(typed, out var day, out _) ? day : null;
        var read = unit with
        {
            Staff = Number("staff"), Members = Number("members") ?? 0, FullMembers = Number("full") ?? 0, Rating = Text("rating") is { } rating && Establishments.Ratings.Has(rating) ? rating : null,
            ReasonWithout = Text("reason") is { } reason && Establishments.Reasons.Has(reason) ? reason : null, Responsible = Text("responsible"), DueOn = due, DueTyped = Text("due"),
        };
        var fault = read.FullMembers > read.Members ? "正式党员多于从业党员"
            : read.Staff is { } staff && read.Members > staff ? "从业党员多于从业人数"
            : read.OrganisationId is null && read.FullMembers >= 3 && (read.ReasonWithout is null || read.Responsible is null || read.DueOn is null) ? "应建未建：请写未建原因、责任人和期限"
            : read.OrganisationId is not null && read.Rating is null ? "已建的请评发挥作用"
            : Text("due") is not null && due is null ? "组建期限写成 2026.12.31"
            : null;
        return read with { Fault = fault };
    }

    async Task LoadAsync(Guid[] ids, CancellationToken stop) => Units = await db.QueryAsync<Unit>($"""
        select id, name, locality_path, staff, members, full_members, organisation_id, rating, reason_without, responsible, due_on, checked_on from establishment
        where id = any(@ids) and removed_at is null and closed_on is null order by locality_path, rank_order, id limit {Most}
        """, new { ids }, stop);
}
