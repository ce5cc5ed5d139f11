using FsCheck;
using FsCheck.Fluent;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public class IdentityNumberTests
{
    [Theory]
    // The standard's own example, then invented ones.
    [InlineData("11010519491231002X", "1949.12.31", false)]
    [InlineData("990101197803151017", "1978.03.15", true)]
    [InlineData("990101198006221021", "1980.06.22", false)]
    [InlineData("990101200509181033", "2005.09.18", true)]
    [InlineData("990101195010011058", "1950.10.01", true)]
    public void A_right_number_tells_birth_and_sex(string text, string birth, bool isMale)
    {
        Assert.True(IdentityNumber.TryParse(text, out var number, out var fault), fault);
        Assert.Equal((text, birth, isMale), (number.Full, Dates.Format(number.Birth), number.IsMale));
    }

    [Theory]
    [InlineData("11010519491231002x")]
    [InlineData("  11010519491231002X\t")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    [InlineData("110105 19491231 002X")]
    [InlineData("\u200B11010519491231002X\u202C")]
    [InlineData("110105491231002")]
    public void Spellings_of_one_number_are_one_number(string text)
    {
        Assert.True(IdentityNumber.TryParse(text, out var number, out var fault), fault);
        Assert.Equal("11010519491231002X", number.Full);
    }

    [Theory]
    [InlineData("", "没有填公民身份号码，请填写 18 位号码")]
    [InlineData(null, "没有填公民身份号码，请填写 18 位号码")]
    [InlineData("990101197803151018", "第 18 位应为 7，填的是 8；请核对原件")]
    [InlineData("99010119780315101X", "第 18 位应为 7，填的是 X；请核对原件")]
    [InlineData("9901011978031510", "公民身份号码应为 18 位，填的是 16 位；请核对原件")]
    [InlineData("9901011978031510177", "公民身份号码应为 18 位，填的是 19 位；请核对原件")]
    [InlineData("99010119780315I017", "第 15 位应为数字，填的是“I”；请核对原件")]
    [InlineData("9901011978O3151017", "第 11 位应为数字，填的是“O”；请核对原件")]
    [InlineData("010101197803151017", "前 6 位是行政区划代码，不会以 0 开头；请核对原件")]
    [InlineData("990101197802301017", "第 7—14 位是出生日期：1978 年 2 月只有 28 天，填的是 30 日；请核对原件")]
    [InlineData("990101197813151017", "第 7—14 位是出生日期：月份应为 01—12，填的是 13；请核对原件")]
    [InlineData("990101197800151017", "第 7—14 位是出生日期：月份应为 01—12，填的是 00；请核对原件")]
    [InlineData("990101197803001017", "第 7—14 位是出生日期：日应从 01 起，填的是 00；请核对原件")]
    [InlineData("990101217803151017", "第 7—14 位是出生日期：2178.03.15 还没有到；请核对原件")]
    [InlineData("990101107803151017", "第 7—14 位是出生日期：年份应在 1800—2200 之间，填的是 1078；请核对原件")]
    [InlineData("CHN110078031501", "这里只填公民身份号码或港澳台居民居住证号码；外国人和其他证件的号码编法不同，请不要填在这里")]
    public void A_wrong_number_is_refused_with_the_place_and_the_next_step(string? text, string expected)
    {
        Assert.False(IdentityNumber.TryParse(text, out _, out var fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void A_residence_permit_of_the_same_build_is_taken()
    {
        var first17 = "81000019900101001";
        Assert.True(IdentityNumber.TryParse(first17 + IdentityNumber.CheckOf(first17), out _, out _));
    }

    [Fact]
    public void Today_is_a_birth_date_and_tomorrow_is_not()
    {
        Assert.True(IdentityNumber.TryParse(Born(Clock.Today), out _, out _));
        Assert.False(IdentityNumber.TryParse(Born(Clock.Today.AddDays(1)), out _, out _));

        static string Born(DateOnly day) => $"990101{day:yyyyMMdd}001" + IdentityNumber.CheckOf($"990101{day:yyyyMMdd}001");
    }

    [Theory]
    [InlineData("990101197803150042", "9901**********0042")]
    [InlineData("11010519491231002x", "1101**********002X")]
    [InlineData("9901011978031500", "9901********1500")]
    [InlineData("12345678", "********")]
    [InlineData("", "")]
    public void The_mask_keeps_four_and_four_and_hides_short_ones_whole(string number, string mask) =>
        Assert.Equal(mask, IdentityNumber.MaskOf(number));

    [Fact]
    public void What_prints_a_number_prints_its_mask()
    {
        Assert.True(IdentityNumber.TryParse("990101197803151017", out var number, out _));
        Assert.Equal("9901**********1017", $"{number}");
    }

    [Fact]
    public void One_wrong_digit_or_two_neighbours_exchanged_are_always_found()
    {
        var slips = from random in Gen.Choose(0, int.MaxValue)
                    from position in Gen.Choose(0, 16)
                    from digit in Gen.Choose(0, 9)
                    from exchange in Gen.Elements(true, false)
                    select (random, position, digit, exchange);
        Prop.ForAll(slips.ToArbitrary(), slip =>
        {
            var random = new Random(slip.random);
            var right = new IdentityNumbers().Next("990101", new DateOnly(1940, 1, 1).AddDays(random.Next(25_000)), random.Next(2) == 0, random);
            var letters = right.ToCharArray();
            if (slip.exchange && slip.position < 16)
                (letters[slip.position], letters[slip.position + 1]) = (letters[slip.position + 1], letters[slip.position]);
            else
                letters[slip.position] = (char)('0' + slip.digit);
            var typed = new string(letters);
            return IdentityNumber.TryParse(typed, out _, out _) == (typed == right);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_text_whatever_makes_it_fall() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        {
            var isRight = IdentityNumber.TryParse(text, out var number, out var fault);
            return isRight ? number is not null : !string.IsNullOrEmpty(fault);
        }).QuickCheckThrowOnFailure();
}
