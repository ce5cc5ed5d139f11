using System.Globalization;

namespace OrgWork.Talent;

/// <summary>What can be booked: which account takes and which gives.</summary>
public sealed record FundDeed(string Id, string Title, string Takes, string Gives);

/// <summary>The fund's ledger: every voucher has two sides that are alike, no account falls below nothing, a closed year takes no more.</summary>
public static class FundBook
{
    public const string Read = "talent.fund.read", Plan = "talent.fund.plan";

    public static readonly CodeSet Line = new("fund_line", "资金类别", "本平台（各地可另定）", [new("1", "安家和生活补助"), new("2", "引才奖励"), new("3", "平台和项目资助"), new("4", "培养培训"), new("5", "服务保障"), new("9", "其他")]);

    public static readonly IReadOnlyList<FundDeed> Deeds =
    [
        new("budget", "下达预算", "available", "source"), new("cut", "调减预算", "source", "available"), new("commit", "承诺", "committed", "available"), new("release", "释放承诺", "available", "committed"),
        new("pay", "支付", "paid", "committed"), new("refund", "收回已付", "available", "paid"), new("close", "年结结转", "carried", "available"),
    ];

    public static string AccountName(string account) => account switch { "source" => "来源", "available" => "可用", "committed" => "已承诺", "paid" => "已支付", _ => "结转" };
    public static string Money(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);
    public static decimal? ReadMoney(string? typed) => decimal.TryParse(typed?.Trim().TrimEnd('元'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var money) && money > 0 && money < 100_000_000_000m && decimal.Round(money, 2) == money ? money : null;

    public static readonly Register Items = new()
    {
        Id = "fund-items", Title = "资金科目", Noun = "资金科目", Counter = "个", Table = "fund_item", ReadPermission = Read, WritePermission = Plan,
        Fields = [Field.Text("name", "科目", 60).Required().Listed(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Code("line", "资金类别", Line).Required().Listed().FirstFilter().Hinted("一年一类一个科目；政策条款按类别找科目"), Field.Text("source", "资金来源", 60).Required().Listed(), Field.Date("closed_on", "年结").Listed().ByDeed()],
        Actions = [new("账簿", "talent/fund/item", Read, IsForOne: true)],
    };

    /// <summary>Books one voucher.</summary>
    /// <returns>why it cannot be</returns>
    public static async Task<string?> PostAsync(Db db, Guid item, string kind, DateOnly on, decimal amount, string words, Guid? application, string? paper, string by, CancellationToken stop)
    {
        var deed = Deeds.First(one => one.Id == kind);
        if (await db.FirstAsync<string>("select locality_path from fund_item where id = @item and removed_at is null", new { item }, stop) is not { } path) return "资金科目不存在";
        foreach (var missing in (string[])["source", "available", "committed", "paid", "carried"])
            await db.ExecuteAsync("insert into fund_balance (fund_item_id, locality_path, account) values (@item, @path, @missing) on conflict do nothing", new { item, path, missing }, stop);
        // Held in one order by everybody, before anything is compared.
        var accounts = (await db.QueryAsync<(string Account, decimal Balance)>("select account, balance from fund_balance where fund_item_id = @item order by account for update", new { item }, stop)).ToDictionary(one => one.Account, one => one.Balance);
        if (await db.FirstAsync<bool>("select closed_on is not null from fund_item where id = @item", new { item }, stop)) return "这一年已经年结，不能再记账";
        // Taking money from an account, or cutting the source itself, leaves nothing below zero.
        var short_ = deed.Gives == "source" ? null : deed.Gives;
        if (short_ is not null && accounts[short_] < amount) return $"“{AccountName(short_)}”余额 {Money(accounts[short_])} 元，不够 {Money(amount)} 元";
        if (deed.Takes == "source" && accounts["source"] < amount) return $"预算来源只有 {Money(accounts["source"])} 元";
        await db.ExecuteAsync("""
            with v as (insert into fund_voucher (fund_item_id, locality_path, rank_order, number, kind, on_day, amount, words, application_id, paper, by_name)
              select @item, @path, n, n, @kind, @on, @amount, @words, @application, @paper, @by from (select coalesce(max(number), 0) + 1 as n from fund_voucher where fund_item_id = @item) x returning id, locality_path)
            insert into fund_entry (fund_voucher_id, locality_path, fund_item_id, account, debit, credit)
            select v.id, v.locality_path, @item, s.account, s.debit, s.credit from v cross join (values (@takes, @amount, 0::numeric), (@gives, 0::numeric, @amount)) s (account, debit, credit)
            """, new { item, path, kind, on, amount, words, application, paper, by, takes = deed.Takes, gives = deed.Gives }, stop);
        return null;
    }
}
