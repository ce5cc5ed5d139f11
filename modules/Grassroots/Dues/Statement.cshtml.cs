using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Dues;

/// <summary>党员党费交纳明细: a member's year, month by month, as it is given to the member.</summary>
[Needs(DuesBook.Read)]
public sealed class StatementModel(Db db, Here here) : PageModel
{
    public sealed record Who(Guid Id, string Name, string Organisation, Guid OrganisationId, DateOnly JoinedOn, DateOnly? PaidTo);
    public sealed record Entry(DateOnly MonthOn, string Class, int? Base, decimal Due, decimal Paid, DateOnly PaidOn, string? ReceiptNo, string Organisation, Guid Id);

    public Here Here { get; } = here;
    public Who Member { get; private set; } = null!;
    public int Year { get; private set; }
    public IReadOnlyList<Entry> Entries { get; private set; } = [];
    public IReadOnlyList<(DateOnly On, decimal Amount)> Gifts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        (Member, Entries, Gifts) = await db.QueryManyAsync("""
            select m.id, m.name, o.name as organisation, o.id as organisation_id, m.joined_on, m.dues_paid_to_on as paid_to from member m join organisation o on o.id = m.organisation_id where m.id = @id and m.removed_at is null;
            select d.month_on, d.class, d.base, d.due, d.paid, d.paid_on, d.receipt_no, o.name as organisation, d.id from dues_month d join organisation o on o.id = d.organisation_id where d.member_id = @id and d.removed_at is null and d.month_on between @from and @to order by d.month_on;
            select given_on, amount from dues_gift where member_id = @id and removed_at is null and given_on between @from and @to order by given_on
            """, new { id, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, async grid => (await grid.ReadFirstOrDefaultAsync<Who>(), (IReadOnlyList<Entry>)[.. await grid.ReadAsync<Entry>()], (IReadOnlyList<(DateOnly, decimal)>)[.. await grid.ReadAsync<(DateOnly, decimal)>()]), stop) is var (who, entries, gifts) && who is not null ? (who, entries, gifts) : (null!, [], []);
        return Member is null ? NotFound() : Page();
    }

    /// <summary>Of a month: paid, owed, or not yet due.</summary>
    public string StateOf(DateOnly month) => Entries.FirstOrDefault(entry => entry.MonthOn == month) is not null ? "已交" : Member.PaidTo >= month ? "期初已交" : month < Month.Of(Member.JoinedOn).First ? "" : month > Month.Of(Clock.Today).First ? "" : "未交";
}
