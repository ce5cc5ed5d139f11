using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Fund;

/// <summary>账簿 of one item: vouchers with both sides; budget, cut, refund by who plans; yearly close, which takes no open commitment.</summary>
[Needs(FundBook.Read, Write = FundBook.Plan)]
public sealed class ItemModel(Db db, Here here) : PageModel
{
    const int Most = 300;

    public sealed record Head(Guid Id, string Name, int Year, string Line, string Source, string LocalityPath, DateOnly? ClosedOn);
    public sealed record Voucher(int Number, DateOnly OnDay, string Kind, decimal Amount, string Words, Guid? ApplicationId, string? Paper, string ByName)
    {
        public FundDeed Deed => FundBook.Deeds.First(one => one.Id == Kind);
    }

    static readonly string[] ByHand = ["budget", "cut", "refund"];

    public Here Here => here;
    public Head Item { get; private set; } = null!;
    public IReadOnlyList<Voucher> Vouchers { get; private set; } = [];
    public IReadOnlyDictionary<string, decimal> Balances { get; private set; } = new Dictionary<string, decimal>();
    public string? Fault { get; private set; }
    public static IEnumerable<FundDeed> Choices => FundBook.Deeds.Where(deed => ByHand.Contains(deed.Id));
    public decimal BalanceOf(string account) => Balances.GetValueOrDefault(account);
    public bool MayWrite => Item.ClosedOn is null && here.MayWrite(FundBook.Plan);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostBookAsync(Guid id, string? kind, string? amount, string? on, string? words, string? paper, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!ByHand.Contains(kind)) return Refuse("请选择业务；承诺和支付由政策兑现自动记账");
        if (FundBook.ReadMoney(amount) is not { } money) return Refuse("金额填大于零的数，最多两位小数");
        if (!Dates.TryParse(on ?? "", out var day, out var fault)) return Refuse("日期：" + fault);
        if (day > Clock.Today || day.Year != Item.Year) return Refuse($"日期应在 {Item.Year} 年之内，不晚于今天");
        if (string.IsNullOrWhiteSpace(words) || words.Length > 200) return Refuse("请写摘要（不超过 200 字）");
        if (paper?.Length > 60) return Refuse("凭据不超过 60 字");
        if (await FundBook.PostAsync(db, id, kind!, day, money, words.Trim(), null, string.IsNullOrWhiteSpace(paper) ? null : paper.Trim(), here.User.Name, stop) is { } why) return Refuse(why);
        var deed = FundBook.Deeds.First(one => one.Id == kind);
        await db.RecordAsync(new(DeedKind.Update, "fund-items", id, Item.LocalityPath, Item.Name, [new(deed.Title, null, $"{FundBook.Money(money)} 元：{words.Trim()}")]), stop);
        TempData["Done"] = $"{deed.Title} {FundBook.Money(money)} 元，已记账";
        return Redirect(here.Url($"talent/fund/item/{id}"));
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Item.ClosedOn is not null) return Refuse("这一年已经年结");
        if (Item.Year > Clock.Today.Year || Item.Year == Clock.Today.Year && Clock.Today.Month < 12) return Refuse("年结在 12 月以后办");
        // Held before it is looked at: nothing is committed between the look and the close.
        var held = (await db.QueryAsync<(string Account, decimal Balance)>("select account, balance from fund_balance where fund_item_id = @id order by account for update", new { id }, stop)).ToDictionary(one => one.Account, one => one.Balance);
        if (held.GetValueOrDefault("committed") > 0) return Refuse($"还有 {FundBook.Money(held["committed"])} 元已承诺未支付，先拨付或终止这些申报");
        var left = held.GetValueOrDefault("available");
        var day = Item.Year < Clock.Today.Year ? new DateOnly(Item.Year, 12, 31) : Clock.Today;
        if (left > 0 && await FundBook.PostAsync(db, id, "close", day, left, $"{Item.Year} 年结余", null, null, here.User.Name, stop) is { } why) return Refuse(why);
        await db.ExecuteAsync("update fund_item set closed_on = @day, version = version + 1, changed_at = now(), changed_by = @actor where id = @id", new { id, day, actor = db.Actor.Id }, stop);
        // What is left goes into next year's item of the same kind, which is made if there is none.
        var next = await db.FirstAsync<Guid>("""
            with made as (insert into fund_item (locality_path, rank_order, name, year, line, source) select locality_path, rank_order, replace(name, year::text, (year + 1)::text), year + 1, line, source from fund_item where id = @id on conflict (locality_path, year, line) where removed_at is null do nothing returning id)
            select id from made union all select o.id from fund_item o join fund_item i on i.id = @id and o.locality_path = i.locality_path and o.line = i.line and o.year = i.year + 1 where o.removed_at is null limit 1
            """, new { id }, stop);
        if (left > 0 && await FundBook.PostAsync(db, next, "budget", new(Item.Year + 1, 1, 1), left, $"{Item.Year} 年结转", null, null, here.User.Name, stop) is { } full) return Refuse("来年科目：" + full);
        await db.RecordAsync(new(DeedKind.Update, "fund-items", id, Item.LocalityPath, Item.Name, [new("年结", null, $"结转 {FundBook.Money(left)} 元")]), stop);
        await db.RecordAsync(new(DeedKind.Update, "fund-items", next, Item.LocalityPath, Item.Name, [new("上年结转", null, $"{FundBook.Money(left)} 元")]), stop);
        TempData["Done"] = $"已年结，结转 {FundBook.Money(left)} 元到 {Item.Year + 1} 年";
        return Redirect(here.Url($"talent/fund/item/{id}"));
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        var (item, balances, vouchers) = await db.QueryManyAsync($"""
            select id, name, year, line, source, locality_path, closed_on from fund_item where id = @id and removed_at is null;
            select account, balance from fund_balance where fund_item_id = @id;
            select number, on_day, kind, amount, words, application_id, paper, by_name from fund_voucher where fund_item_id = @id order by number desc limit {Most}
            """, new { id }, async grid => (await grid.ReadFirstOrDefaultAsync<Head>(), (await grid.ReadAsync<(string Account, decimal Balance)>()).ToDictionary(one => one.Account, one => one.Balance), (IReadOnlyList<Voucher>)[.. await grid.ReadAsync<Voucher>()]), stop);
        if (item is null) return false;
        (Item, Balances, Vouchers) = (item, balances, vouchers);
        return true;
    }
}
