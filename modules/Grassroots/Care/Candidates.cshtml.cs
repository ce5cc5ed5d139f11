using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Care;

/// <summary>关怀对象候选: reckoned from the members' register — joined before the founding of the state, old by the rule, marked as needy — and not on the ledger; put there at once.</summary>
[Needs(CareObjects.Read, Write = CareObjects.Write)]
public sealed class CandidatesModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Row(Guid Id, string Name, string? Sex, DateOnly? BirthOn, string Organisation, Guid OrganisationId, string LocalityPath, DateOnly JoinedOn, bool IsNeedy);

    const int Most = 200;
    // Not a limit that anybody sets: the founding of the state.
    static readonly DateOnly Founding = new(1949, 10, 1);

    public Here Here { get; } = here;
    public string Category { get; private set; } = "3";
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int OldFrom { get; private set; }
    public string? Fault { get; private set; }
    public bool MayWrite => Here.MayWrite(CareObjects.Write);
    public bool IsCut => Rows.Count == Most;

    public async Task OnGetAsync(string? category, CancellationToken stop) => await LoadAsync(category, stop);

    public async Task<IActionResult> OnPostAsync(Guid[] id, string? category, string? cause, string? verified, CancellationToken stop)
    {
        await LoadAsync(category, stop);
        var chosen = Rows.Where(row => id.Contains(row.Id)).ToList();
        if (chosen.Count == 0) return Refuse("请勾选要列入台账的党员");
        if (verified?.Trim() is not { Length: > 1 } by) return Refuse("请填写支部核实人");
        var added = await db.QueryAsync<(Guid Id, Guid Member)>("""
            insert into care_object (name, name_pinyin, name_initials, organisation_id, locality_path, member_id, category, cause, listed_on, verified_by, created_by, changed_by)
            select m.name, m.name_pinyin, m.name_initials, m.organisation_id, m.locality_path, m.id, @Category, @cause, @today, @by, @actor, @actor from member m where m.id = any(@ids)
            on conflict (member_id, category) where removed_at is null and ended_on is null and member_id is not null do nothing returning id, member_id
            """, new { Category, cause = string.IsNullOrWhiteSpace(cause) ? null : cause.Trim(), today = Clock.Today, by, ids = chosen.Select(row => row.Id).ToArray(), actor = db.Actor.Id }, stop);
        foreach (var (one, member) in added)
            if (chosen.First(row => row.Id == member) is var row) await db.RecordAsync(new(DeedKind.Create, "care", one, row.LocalityPath, row.Name, [new("列入关怀台账", null, CareObjects.Categories.NameOf(Category)), new("支部核实人", null, by)]), stop);
        TempData["Done"] = $"已列入 {added.Count} 人，报党委批准后在记录里登记文号";
        return Redirect(Here.Url($"grassroots/care?category={Category}"));
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }

    async Task LoadAsync(string? category, CancellationToken stop)
    {
        Category = category is "1" or "2" ? category : "3";
        OldFrom = (await checks.SettingsAsync(stop)).For(CareObjects.Aged, Here.Locality.Path, Clock.Today).Int("years");
        var which = Category switch { "1" => "m.joined_on < @Founding", "2" => "m.joined_on >= @Founding and m.birth_on <= @born", _ => "m.is_needy" };
        Rows = await db.QueryAsync<Row>($"""
            select m.id, m.name, m.sex, m.birth_on, o.name as organisation, m.organisation_id, m.locality_path, m.joined_on, m.is_needy from member m join organisation o on o.id = m.organisation_id
            where m.removed_at is null and m.left_on is null and m.membership_state = '1' and {which} and not exists (select from care_object c where c.member_id = m.id and c.category = @Category and c.removed_at is null and c.ended_on is null)
            order by m.locality_path, m.rank_order, m.id limit {Most}
            """, new { Category, Founding, born = Clock.Today.AddYears(-OldFrom) }, stop);
    }
}
