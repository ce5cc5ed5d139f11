namespace OrgWork.Grassroots;

public sealed record DuesFacts
{
    [KnownAs("交纳类别（1 工资，2 离退休费，3 定额）")] public string? Payer { get; init; }
    [KnownAs("计算基数", Unit = "元/月")] public decimal? Base { get; init; }
    [KnownAs("实交", Unit = "元/月")] public decimal? Paid { get; init; }
}

/// <summary>党费 (rules B6): the rate of the class applies to the whole base, not to the part above a limit.</summary>
public static class DuesRules
{
    public static readonly Rule<DuesFacts> Tariff = new()
    {
        Id = "grassroots.dues.tariff", Title = "党费按规定比例足额交纳", WhenBroken = "党费没有足额交纳", Basis = new("关于中国共产党党费收缴、使用和管理的规定", "", true), Severity = Severity.Warn,
        Text = "按月领取工资的（税后固定部分）：三千元以下 0.5%，三千以上至五千 1%，五千以上至一万 1.5%，一万以上 2%；离退休的：五千元以下 0.5%，以上 1%。比例适用于全部基数，不分段累进。农民、学生、下岗失业、领取抚恤救济和低保的，定额 0.2 元起。",
        Parameters =
        [
            new("s1", "工资第一档以下", 3000, "元", Stricter.Fixed), new("s2", "工资第二档以下", 5000, "元", Stricter.Fixed), new("s3", "工资第三档以下", 10000, "元", Stricter.Fixed), new("p1", "离退休费第一档以下", 5000, "元", Stricter.Fixed),
            RuleParameter.Percent("r1", "第一档", 0.5m, Stricter.Fixed), RuleParameter.Percent("r2", "第二档", 1, Stricter.Fixed), RuleParameter.Percent("r3", "第三档", 1.5m, Stricter.Fixed), RuleParameter.Percent("r4", "第四档", 2, Stricter.Fixed),
            new("fixed", "定额", 0.2m, "元/月", Stricter.Higher),
        ],
        Test = new RuleTest<DuesFacts>([nameof(DuesFacts.Payer), nameof(DuesFacts.Paid)], """
            paid >= case payer when '3' then {fixed}
              when '1' then round(base * (case when base <= {s1} then {r1} when base <= {s2} then {r2} when base <= {s3} then {r3} else {r4} end) / 100, 2)
              when '2' then round(base * (case when base <= {p1} then {r1} else {r2} end) / 100, 2) end
            """, (f, t) =>
        {
            if (f.Payer == "3") return Finding.Of(f.Paid >= t["fixed"], $"定额每月不少于 {t["fixed"]:0.##} 元，实交 {f.Paid:0.##} 元");
            if (f.Payer is not ("1" or "2")) return new(Outcome.Unknown, "交纳类别不明");
            if (f.Base is not { } amount) return new(Outcome.Unknown, "缺计算基数");
            var rate = f.Payer == "2" ? t[amount <= t["p1"] ? "r1" : "r2"] : t[amount <= t["s1"] ? "r1" : amount <= t["s2"] ? "r2" : amount <= t["s3"] ? "r3" : "r4"];
            var due = Math.Round(amount * rate / 100, 2, MidpointRounding.AwayFromZero);
            return Finding.Of(f.Paid >= due, $"基数 {amount:0.##} 元 × {rate:0.##}% ＝ {due:0.00} 元，实交 {f.Paid:0.##} 元");
        }),
        Examples =
        [
            new("工资 5001 元，按 1.5% 全额", new() { Payer = "1", Base = 5001, Paid = 75.02m }, new(2026, 11, 21), Outcome.Met),
            new("工资 5001 元，误按 5000 元以下的 1%", new() { Payer = "1", Base = 5001, Paid = 50.01m }, new(2026, 11, 21), Outcome.Broken),
            new("正好三千元，0.5%", new() { Payer = "1", Base = 3000, Paid = 15 }, new(2026, 11, 21), Outcome.Met),
            new("退休费 6000 元，1%", new() { Payer = "2", Base = 6000, Paid = 60 }, new(2026, 11, 21), Outcome.Met),
            new("农民党员两角", new() { Payer = "3", Paid = 0.2m }, new(2026, 11, 21), Outcome.Met),
            new("基数没有登记", new() { Payer = "1", Paid = 20 }, new(2026, 11, 21), Outcome.Unknown),
        ],
    };

    public static readonly IReadOnlyList<Rule> All = [Tariff];
}
