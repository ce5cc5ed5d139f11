using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Training;

/// <summary>参训名单 of a class: who was there, with hours and marks, and what those who answered thought of it.</summary>
[Needs(Education.Read)]
public sealed class RollModel(Db db, Here here) : PageModel
{
    public sealed record Class(Guid Id, string Name, string Organisation, DateOnly BeganOn, DateOnly EndedOn, int Hours, int? Seats, string? Teacher, int? Answers, int? Useful, int? Prepared, int? Again);
    public sealed record Row(Guid MemberId, string Name, string Organisation, int Hours, int? Score);

    public Here Here { get; } = here;
    public Class Of { get; private set; } = null!;
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public decimal? Mean => Rows.Where(row => row.Score is not null).Select(row => (decimal)row.Score!.Value).DefaultIfEmpty(-1).Average() is >= 0 and var mean ? Math.Round(mean, 1) : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        (var of, Rows) = await db.QueryManyAsync("""
            select k.id, k.name, o.name as organisation, k.began_on, k.ended_on, k.hours, k.seats, t.name as teacher, k.answers, k.useful, k.prepared, k.again from training_class k join organisation o on o.id = k.organisation_id left join teacher t on t.id = k.teacher_id where k.id = @id and k.removed_at is null;
            select s.member_id, m.name, o.name as organisation, s.hours, s.score from study s join member m on m.id = s.member_id join organisation o on o.id = s.organisation_id where s.class_id = @id and s.removed_at is null order by s.locality_path, m.rank_order, s.id limit 1000
            """, new { id }, async grid => (await grid.ReadFirstOrDefaultAsync<Class>(), (IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()]), stop);
        if (of is null) return NotFound();
        Of = of;
        return Page();
    }
}
