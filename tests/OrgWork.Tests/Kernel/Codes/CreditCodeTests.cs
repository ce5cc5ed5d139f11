using FsCheck;
using FsCheck.Fluent;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public sealed class CreditCodeTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string Letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Theory]
    // The standard's own example, then invented ones; the last has an organisation code that ends in X.
    [InlineData("91350100M000100Y43")]
    [InlineData("91990000MA00000X7U")]
    [InlineData("91990121MA0000015B")]
    public void A_right_code_holds(string code) => Assert.Null(CreditCode.FaultOf(code));

    [Theory]
    [InlineData("91350100M000100Y4", "统一社会信用代码应为 18 位，填的是 17 位；请核对登记证")]
    [InlineData("91350100M000100Y44", "第 18 位应为 3，填的是 4；请核对登记证")]
    [InlineData("91350100M000100Y53", "第 9—17 位是组织机构代码，末位应为 4，填的是 5；请核对登记证")]
    [InlineData("9135O100M000100Y43", "第 5 位是“O”，代码只用数字和大写字母，不用 I、O、S、V、Z；请核对登记证")]
    [InlineData("9135A100M000100Y43", "第 3—8 位是行政区划代码，第 5 位应为数字，填的是“A”；请核对登记证")]
    public void A_wrong_code_is_told_with_the_place_and_the_next_step(string code, string fault) => Assert.Equal(fault, CreditCode.FaultOf(code));

    [Theory]
    [InlineData("91350100m000100y43")]
    [InlineData(" 9135 0100 M000 100Y43\t")]
    [InlineData("９１３５０１００Ｍ０００１００Ｙ４３")]
    public void Spellings_of_one_code_are_one_code(string typed) => Assert.Equal("91350100M000100Y43", CreditCode.Canonical(typed));

    static readonly Gen<string> Right = from id in ArbMap.Default.GeneratorFor<Guid>() from kind in Gen.Elements("11", "52", "91", "93", "N1") select CreditCodes.For(id, kind);

    /// <summary>A right code and what became of it: one character typed wrong, or two neighbours exchanged.</summary>
    static readonly Gen<(string Right, string Typed)> Slips =
        from right in Right
        from position in Gen.Choose(0, 17)
        from letter in Gen.Elements(Letters.ToCharArray())
        from exchange in Gen.Elements(true, false)
        select (right, Slip(right, position, letter, exchange));

    static string Slip(string right, int position, char letter, bool exchange)
    {
        var letters = right.ToCharArray();
        if (exchange && position < 17) (letters[position], letters[position + 1]) = (letters[position + 1], letters[position]);
        else letters[position] = letter;
        return new(letters);
    }

    [Fact]
    public void One_wrong_character_or_two_neighbours_exchanged_are_always_found() =>
        Prop.ForAll(Slips.ToArbitrary(), slip => CreditCode.FaultOf(slip.Typed) is null == (slip.Typed == slip.Right)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void No_text_whatever_makes_it_fall() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text => CreditCode.FaultOf(CreditCode.Canonical(text.Get)) != "").QuickCheckThrowOnFailure();

    [Fact]
    public void The_database_says_the_same_of_any_code() =>
        Prop.ForAll(Arb.From(Gen.ListOf(Gen.OneOf(Slips.Select(slip => slip.Typed), Right, Gen.ArrayOf(Gen.Elements("0123456789ABIOXYZa中".ToCharArray()), 18).Select(letters => new string(letters))), 200)), codes =>
        {
            var there = ledger.Host.AskAsync<bool[]>($"select array_agg(org.credit_code_holds(code) order by n) from unnest(array['{string.Join("','", codes)}']) with ordinality as u (code, n)").GetAwaiter().GetResult()!;
            return codes.Select((code, n) => (there[n] == CreditCode.FaultOf(code) is null).Label(code)).Aggregate((a, b) => a.And(b));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(8));
}
