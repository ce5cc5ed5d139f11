namespace OrgWork.Kernel;

public sealed record PersonFacts
{
    [KnownAs("已登记公民身份号码")] public bool? HasIdentity { get; init; }
    [KnownAs("身份号码校验位成立")] public bool? IdentityHolds { get; init; }
    [KnownAs("性别")] public string? Sex { get; init; }
    [KnownAs("身份号码中的性别")] public string? IdentitySex { get; init; }
    [KnownAs("出生日期")] public DateOnly? BirthOn { get; init; }
    [KnownAs("身份号码中的出生日期")] public DateOnly? IdentityBirthOn { get; init; }
}

/// <summary>What every register of people has to keep straight about identity numbers: there, and in step with sex and birth. It may lawfully differ: warned of, never overwritten.</summary>
public static class PersonRules
{
    const string Standard = "公民身份号码（GB 11643）", Archive = "干部人事档案工作条例";

    /// <param name="register">the register's id, which is also what its rules' ids begin with</param>
    public static IReadOnlyList<Rule> For(string module, string register, string table, string current)
    {
        var people = new Population(register, $"""
            select t.id, t.locality_path, t.name as title, t.identity_mask is not null as has_identity,
                   case when t.identity_mask is not null then not exists (select from org.identity_doubt d where d.person_id = t.person_id) end as identity_holds, t.sex, t.birth_on, null::date as identity_birth_on,
                   case when length(t.identity_mask) = 18 and substr(t.identity_mask, 17, 1) between '0' and '9' then case when substr(t.identity_mask, 17, 1) in ('1', '3', '5', '7', '9') then '1' else '2' end end as identity_sex
            from {table} t where t.removed_at is null and {current}
            """);
        return
        [
            new Rule<PersonFacts>
            {
                Id = $"{module}.{register}.identity-missing", Title = "登记公民身份号码", WhenBroken = "缺公民身份号码", Basis = Basis.Practice(Standard), Severity = Severity.Remind, Light = "red", Population = people,
                Test = RuleTest<PersonFacts>.IsTrue(f => f.HasIdentity, "没有登记公民身份号码，不能与其他名册核对"),
                Examples = [new("已登记", new() { HasIdentity = true }, new(2026, 11, 21), Outcome.Met), new("没有登记", new() { HasIdentity = false }, new(2026, 11, 21), Outcome.Broken)],
            },
            new Rule<PersonFacts>
            {
                Id = $"{module}.{register}.identity-digit", Title = "公民身份号码校验位成立", WhenBroken = "公民身份号码校验位不成立", Basis = Basis.Practice(Standard), Severity = Severity.Remind, Light = "red", Population = people,
                Text = "第 18 位由前 17 位算出。录入和导入时当场核对；号码加密存放，从别处整体迁入的由管理员用 orgwork keys check 核对。",
                Test = RuleTest<PersonFacts>.IsTrue(f => f.IdentityHolds, "号码第 18 位与前 17 位算出的不同，请核对原件后重新登记"),
                Examples = [new("成立", new() { IdentityHolds = true }, new(2026, 11, 21), Outcome.Met), new("不成立", new() { IdentityHolds = false }, new(2026, 11, 21), Outcome.Broken), new("没有号码", new(), new(2026, 11, 21), Outcome.Unknown)],
            },
            new Rule<PersonFacts>
            {
                Id = $"{module}.{register}.identity-sex", Title = "性别与公民身份号码一致", WhenBroken = "性别与身份号码不一致", Basis = Basis.Practice(Standard, true), Severity = Severity.Warn, Light = "yellow", Population = people,
                Text = "号码第 17 位奇数为男、偶数为女。确有不一致的，以组织认定为准，写明理由后保存。",
                Test = new([nameof(PersonFacts.Sex), nameof(PersonFacts.IdentitySex)], "sex = identity_sex", (f, _) => Finding.Of(f.Sex == f.IdentitySex, $"登记为{StandardCodes.Sex.NameOf(f.Sex!)}，身份号码第 17 位表明为{StandardCodes.Sex.NameOf(f.IdentitySex!)}")),
                Examples = [new("一致", new() { Sex = "2", IdentitySex = "2" }, new(2026, 11, 21), Outcome.Met), new("不一致", new() { Sex = "2", IdentitySex = "1" }, new(2026, 11, 21), Outcome.Broken), new("没有号码", new() { Sex = "2" }, new(2026, 11, 21), Outcome.Unknown)],
            },
            new Rule<PersonFacts>
            {
                Id = BirthRule(module, register), Title = "出生日期与公民身份号码一致", WhenBroken = "出生日期与身份号码不一致", Basis = new(Archive), Severity = Severity.Warn, Light = "yellow",
                Text = "档案与户籍不一致的，以最早的档案或户籍记载为准，身份证不作依据；写明理由后保存。号码加密存放，只在录入号码时核对。",
                Test = new([nameof(PersonFacts.BirthOn), nameof(PersonFacts.IdentityBirthOn)], "birth_on = identity_birth_on", (f, _) => Finding.Of(f.BirthOn == f.IdentityBirthOn, $"登记为 {Dates.Format(f.BirthOn!.Value)}，身份号码第 7—14 位为 {Dates.Format(f.IdentityBirthOn!.Value)}")),
                Examples = [new("一致", new() { BirthOn = new(1979, 6, 21), IdentityBirthOn = new(1979, 6, 21) }, new(2026, 11, 21), Outcome.Met), new("组织认定的出生时间较早", new() { BirthOn = new(1978, 6, 21), IdentityBirthOn = new(1979, 6, 21) }, new(2026, 11, 21), Outcome.Broken)],
            },
        ];
    }

    public static string BirthRule(string module, string register) => $"{module}.{register}.identity-birth";
}
