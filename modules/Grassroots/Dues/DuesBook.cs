using System.Globalization;

namespace OrgWork.Grassroots;

/// <summary>A member on the sheet of a month: by which standard what is due, and what was paid.</summary>
public sealed record DuesLine
{
    public Guid MemberId { get; init; }
    public string Name { get; init; } = "";
    public string LocalityPath { get; init; } = "";
    public string? DuesClass { get; init; }
    public string? Occupation { get; init; }
    public int? DuesBase { get; init; }
    public decimal? DuesFixed { get; init; }
    public string? DuesRelief { get; init; }
    public DateOnly? DuesReliefUntil { get; init; }
    public DateOnly? DuesPaidToOn { get; init; }
    public Guid? EntryId { get; init; }
    public decimal? Due { get; init; }
    public decimal? Paid { get; init; }
    public DateOnly? PaidOn { get; init; }
    public string? ReceiptNo { get; init; }
    public string? Typed { get; init; }
    public string? Fault { get; init; }

    /// <summary>As registered; where nothing is, as the occupation suggests.</summary>
    public string Class => DuesClass ?? Occupation switch { "07" => "3", "12" => "4", "13" => "2", "10" or "11" => "6", _ => "1" };
    public bool IsGuessed => DuesClass is null;
    public bool IsRelievedIn(DateOnly month) => DuesRelief is not null && (DuesReliefUntil is null || DuesReliefUntil >= month);
    /// <summary>Paid before the ledger was kept here.</summary>
    public bool IsPaidBefore(DateOnly month) => EntryId is null && DuesPaidToOn >= month;
}

/// <summary>党费 by the standard (rules B6): the rate of the class applies to the whole base.</summary>
public static class DuesStandard
{
    public static readonly CodeSet Classes = new("dues_class", "交纳类别", "关于中国共产党党费收缴、使用和管理的规定",
    [
        new("1", "按月领取工资"), new("2", "离退休费（养老金）"), new("3", "农民（定额）"), new("4", "学生、下岗失业、抚恤救济、低保（定额）"), new("5", "年薪制（当月实际收入）"), new("6", "个体经营、灵活就业（上季度月均纯收入）"),
    ]);

    public static readonly CodeSet Ways = new("dues_way", "方式", "本平台", [new("1", "现金"), new("2", "转账"), new("3", "手机支付"), new("4", "代交")]);

    /// <summary>The kinds the tariff tells apart.</summary>
    public static string PayerOf(string duesClass) => duesClass switch { "2" => "2", "3" or "4" => "3", _ => "1" };

    /// <summary>What is due in a month; nothing where the base is not known.</summary>
    public static decimal? DueOf(DuesLine line, DateOnly month, RuleTerms terms)
    {
        if (line.IsRelievedIn(month)) return line.DuesFixed ?? 0;
        if (PayerOf(line.Class) == "3") return Math.Max(line.DuesFixed ?? 0, terms["fixed"]);
        if (line.DuesBase is not { } amount) return null;
        var rate = PayerOf(line.Class) == "2" ? terms[amount <= terms["p1"] ? "r1" : "r2"] : terms[amount <= terms["s1"] ? "r1" : amount <= terms["s2"] ? "r2" : amount <= terms["s3"] ? "r3" : "r4"];
        return Math.Round(amount * rate / 100, 2, MidpointRounding.AwayFromZero);
    }

    public static string Money(decimal? amount) => amount is { } money ? money.ToString("#,##0.00", CultureInfo.InvariantCulture) : "";

    /// <summary>An amount as people type it.</summary>
    public static decimal? Read(string? typed) => decimal.TryParse(typed?.Trim().TrimEnd('元'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var money) && money >= 0 && money < 1_000_000 && decimal.Round(money, 2) == money ? money : null;
}

/// <summary>Reading and keeping the ledger of dues.</summary>
public sealed class DuesBook(Db db, RuleChecks checks)
{
    public const string Read = "grassroots.dues.read", Edit = "grassroots.dues.edit", Confirm = "grassroots.dues.confirm";

    public sealed record Head(Guid Id, string Name, string LocalityPath, string State, string? Parent);

    public Task<Head?> HeadAsync(Guid id, CancellationToken stop) => db.FirstAsync<Head>("select o.id, o.name, o.locality_path, o.state, (select p.name from organisation p where p.id = o.parent_id) as parent from organisation o where o.id = @id and o.removed_at is null and o.abolished_on is null", new { id }, stop);

    public async Task<RuleTerms> TermsAsync(string path, DateOnly day, CancellationToken stop) => (await checks.SettingsAsync(stop)).For(DuesRules.Tariff, path, day);

    /// <summary>Everybody who owes dues to the organisation in a month, with what is entered.</summary>
    public Task<IReadOnlyList<DuesLine>> LinesAsync(Guid organisation, DateOnly month, CancellationToken stop) => db.QueryAsync<DuesLine>("""
        select m.id as member_id, m.name, m.locality_path, m.dues_class, m.occupation, m.dues_base, m.dues_fixed, m.dues_relief, m.dues_relief_until, m.dues_paid_to_on, d.id as entry_id, d.due, d.paid, d.paid_on, d.receipt_no
        from member m left join dues_month d on d.member_id = m.id and d.month_on = @month and d.removed_at is null
        where m.organisation_id = @organisation and m.removed_at is null and m.left_on is null and m.membership_state = '1' and m.joined_on < @month + interval '1 month' order by m.rank_order, m.id limit 600
        """, new { organisation, month }, stop);

    /// <summary>Up to which month without a gap, after months were entered or taken out.</summary>
    public Task<int> FollowAsync(Guid[] members, DateOnly? takenOut, CancellationToken stop) => db.ExecuteAsync("""
        update member m set dues_paid_to_on = n.paid_to, version = version + 1, changed_at = now(), changed_by = @actor
        from (select b.id, coalesce((select max(c.month_on) from (select d.month_on, row_number() over (order by d.month_on) as n from dues_month d where d.member_id = b.id and d.removed_at is null and d.month_on > b.since) c where c.month_on = (b.since + make_interval(months => c.n::int))::date), b.since) as paid_to
              from (select k.id, case when k.dues_paid_to_on >= @takenOut then (@takenOut - interval '1 month')::date
                           else coalesce(k.dues_paid_to_on, (select (min(d.month_on) - interval '1 month')::date from dues_month d where d.member_id = k.id and d.removed_at is null)) end as since from member k where k.id = any(@members)) b) n
        where m.id = n.id and n.paid_to is not null and m.dues_paid_to_on is distinct from n.paid_to
        """, new { members, takenOut, actor = db.Actor.Id }, stop);
}
