using System.Security.Cryptography;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public class IdentityVaultTests
{
    const string Number = "990101197803151017";
    static readonly Guid Person = Guid.Parse("5f0c8c0e-1c1b-4a51-9c39-0a7a3a1f0001");
    static readonly Keys Keys = new(SHA256.HashData("one deployment"u8));
    readonly IdentityVault vault = new(Keys);

    [Fact]
    public void What_went_in_comes_out() => Assert.Equal(Number, vault.Decrypt(Person, vault.Encrypt(Person, Number)));

    [Fact]
    public void The_value_says_its_version_and_its_key_and_is_different_each_time()
    {
        byte[] first = vault.Encrypt(Person, Number), second = vault.Encrypt(Person, Number);
        Assert.Equal([1, 0, 1], first[..3]);
        Assert.Equal(1 + 2 + 12 + 18 + 16, first.Length);
        Assert.NotEqual(first, second);
        Assert.NotEqual(first[3..15], second[3..15]);
    }

    [Fact]
    public void Moved_to_another_person_it_does_not_open() =>
        Assert.Throws<InvalidDataException>(() => vault.Decrypt(Guid.NewGuid(), vault.Encrypt(Person, Number)));

    [Fact]
    public void Under_another_master_key_it_does_not_open()
    {
        var other = new IdentityVault(new Keys(SHA256.HashData("another deployment"u8)));
        var fault = Assert.Throws<InvalidDataException>(() => other.Decrypt(Person, vault.Encrypt(Person, Number)));
        Assert.Contains("密钥文件", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        var value = vault.Encrypt(Person, Number);
        for (var i = 0; i < value.Length; i++)
        {
            var changed = value.ToArray();
            changed[i] ^= 1;
            Assert.Throws<InvalidDataException>(() => vault.Decrypt(Person, changed));
        }
        Assert.Throws<InvalidDataException>(() => vault.Decrypt(Person, value[..20]));
    }

    [Fact]
    public void The_index_is_the_same_for_every_spelling_and_no_other_number()
    {
        Assert.Equal(vault.Index("11010519491231002X"), vault.Index(" 11010519491231002x"));
        Assert.Equal(vault.Index("11010519491231002X"), vault.Index("110105491231002"));
        Assert.NotEqual(vault.Index(Number), vault.Index("990101198006221021"));
        Assert.Equal(32, vault.Index(Number).Length);
    }

    [Fact]
    public void The_index_names_its_column_and_has_a_key_of_its_own()
    {
        var input = System.Text.Encoding.UTF8.GetBytes("org.person.identity|" + Number);
        Assert.Equal(HMACSHA256.HashData(Keys.For("identity-index:1"), input), vault.Index(Number));
        Assert.NotEqual(HMACSHA256.HashData(Keys.For("identity:1"), input), vault.Index(Number));
    }

    [Fact]
    public async Task Many_threads_may_use_one_vault() => await Parallel.ForAsync(0, 2_000, (i, _) =>
    {
        var person = Guid.NewGuid();
        Assert.Equal(Number, vault.Decrypt(person, vault.Encrypt(person, Number)));
        return ValueTask.CompletedTask;
    });
}
