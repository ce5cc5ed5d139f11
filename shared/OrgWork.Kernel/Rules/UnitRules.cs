namespace OrgWork.Kernel;

public sealed record CreditCodeFacts
{
    [KnownAs("统一社会信用代码")] public string? CreditCode { get; init; }
}

/// <summary>What every register of units has to keep straight about credit codes. A slip of the pen as a rule; old and foreign papers may bear another number: warned of, not refused.</summary>
public static class UnitRules
{
    /// <param name="register">the register's id, which is also what its rule's id begins with</param>
    public static Rule<CreditCodeFacts> CreditCode(string module, string register, string table, string current) => new()
    {
        Id = $"{module}.{register}.credit-code", Title = "统一社会信用代码校验位成立", WhenBroken = "统一社会信用代码不成立", Basis = Basis.Practice("法人和其他组织统一社会信用代码编码规则（GB 32100）", true), Severity = Severity.Warn, Light = "yellow",
        Text = "18 位：登记管理部门 1 位、机构类别 1 位、行政区划 6 位、组织机构代码 9 位（末位为校验码）、校验码 1 位。登记证上确是这样的，写明理由后保存。",
        Population = new(register, $"select t.id, t.locality_path, t.name as title, t.credit_code from {table} t where t.removed_at is null and {current}"),
        Test = new([nameof(CreditCodeFacts.CreditCode)], "org.credit_code_holds(credit_code)", (f, _) => Kernel.CreditCode.FaultOf(f.CreditCode!) is { } fault ? Finding.Of(false, fault) : Finding.Of(true, $"{f.CreditCode} 成立")),
        Examples =
        [
            new("成立", new() { CreditCode = "91350100M000100Y43" }, new(2026, 11, 21), Outcome.Met), new("校验位不同", new() { CreditCode = "91350100M000100Y44" }, new(2026, 11, 21), Outcome.Broken),
            new("两位写反", new() { CreditCode = "91351000M000100Y43" }, new(2026, 11, 21), Outcome.Broken), new("字母 O 写成了代码", new() { CreditCode = "9135O100M000100Y43" }, new(2026, 11, 21), Outcome.Broken), new("没有代码", new(), new(2026, 11, 21), Outcome.Unknown),
        ],
    };
}
