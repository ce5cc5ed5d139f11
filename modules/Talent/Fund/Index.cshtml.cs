using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Fund;

/// <summary>资金总账 of a year: each item with budget, commitments, payments, what is left and how far it is carried out; month by month; export.</summary>
[Needs(FundBook.Read)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record Item(Guid Id, string Name, string LocalityPath, string Line, string Source, DateOnly? ClosedOn, decimal Budget, decimal Available, decimal Committed, decimal Paid, decimal Carried)
    {
        public decimal? Rate => Budget == 0 ? null : Math.Round(Paid * 100 / Budget, 1);
    }

    public sealed record Month(int Number, decimal Committed, decimal Paid);

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Item> Items { get; private set; } = [];
    public IReadOnlyList<Month> Months { get; private set; } = [];
    public string PlaceOf(Item item) => here.PlaceAt(item.LocalityPath)?.Name ?? "";

    public async Task OnGetAsync(int? year, CancellationToken stop) => await LoadAsync(year, stop);

    async Task LoadAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        (Items, Months) = await db.QueryManyAsync("""
            select i.id, i.name, i.locality_path, i.line, i.source, i.closed_on, coalesce(max(b.balance) filter (where b.account = 'source'), 0) as budget, coalesce(max(b.balance) filter (where b.account = 'available'), 0) as available, coalesce(max(b.balance) filter (where b.account = 'committed'), 0) as committed,
                   coalesce(max(b.balance) filter (where b.account = 'paid'), 0) as paid, coalesce(max(b.balance) filter (where b.account = 'carried'), 0) as carried
            from fund_item i left join fund_balance b on b.fund_item_id = i.id where i.removed_at is null and i.year = @year group by i.id order by i.locality_path, i.line limit 400;
            select extract(month from v.on_day)::int as number, coalesce(sum(case v.kind when 'commit' then v.amount when 'release' then -v.amount end), 0) as committed, coalesce(sum(case v.kind when 'pay' then v.amount when 'refund' then -v.amount end), 0) as paid
            from fund_voucher v join fund_item i on i.id = v.fund_item_id where i.year = @year and i.removed_at is null and v.kind in ('commit', 'release', 'pay', 'refund') group by 1 order by 1
            """, new { year = Year }, async grid => ((IReadOnlyList<Item>)[.. await grid.ReadAsync<Item>()], (IReadOnlyList<Month>)[.. await grid.ReadAsync<Month>()]), stop);
    }

    public async Task<IActionResult> OnPostExportAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        var rows = await db.QueryAsync<(string Place, string Item, int Number, DateOnly On, string Kind, string Words, decimal Debit, decimal Credit, string Account, string? Paper, string By)>("""
            select i.locality_path, i.name, v.number, v.on_day, v.kind, v.words, e.debit, e.credit, e.account, v.paper, v.by_name from fund_entry e join fund_voucher v on v.id = e.fund_voucher_id join fund_item i on i.id = v.fund_item_id
            where i.year = @year and i.removed_at is null order by i.locality_path, i.line, v.number, e.credit
            """, new { year = Year }, stop);
        var file = FileStore.Temporary();
        await using (var sheet = new SheetWriter(file, "资金账簿", here.Mark))
        {
            sheet.Begin([new("所在区划", 14), new("科目", 24), new("凭证号", 8), new("日期", 12), new("业务", 12), new("摘要", 40), new("账户", 10), new("借方", 14), new("贷方", 14), new("凭据", 16), new("经办人", 10)], $"{Year} 年人才资金账簿", $"{here.PlaceName}　数据日期 {Dates.Format(Clock.Today)}");
            foreach (var row in rows)
                sheet.Row([here.PlaceAt(row.Place)?.Name, row.Item, row.Number, Dates.Format(row.On), FundBook.Deeds.First(one => one.Id == row.Kind).Title, row.Words, FundBook.AccountName(row.Account), row.Debit == 0 ? "" : FundBook.Money(row.Debit), row.Credit == 0 ? "" : FundBook.Money(row.Credit), row.Paper, row.By]);
            await sheet.FinishAsync(stop);
        }
        await db.RecordAsync(new(DeedKind.Export, "fund-items", null, here.Locality.Path, $"{Year} 年人才资金账簿（{rows.Count} 笔分录）"), stop);
        file.Position = 0;
        return File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"人才资金账簿（{here.Locality.ShortName}）{Year}.xlsx");
    }
}
