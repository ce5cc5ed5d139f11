using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Dues;

/// <summary>党费收据: one payment of one member, on paper.</summary>
[Needs(DuesBook.Read)]
public sealed class ReceiptModel(Db db, Here here) : PageModel
{
    public sealed record Slip(Guid Id, Guid MemberId, string Name, string Organisation, DateOnly MonthOn, decimal Paid, DateOnly PaidOn, string? How, string? ReceiptNo);

    public Here Here { get; } = here;
    public Slip One { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        One = (await db.FirstAsync<Slip>("""
            select d.id, d.member_id, m.name, o.name as organisation, d.month_on, d.paid, d.paid_on, d.how, d.receipt_no from dues_month d join member m on m.id = d.member_id join organisation o on o.id = d.organisation_id where d.id = @id and d.removed_at is null
            """, new { id }, stop))!;
        return One is null ? NotFound() : Page();
    }
}
