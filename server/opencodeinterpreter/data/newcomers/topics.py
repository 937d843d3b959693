"""What newcomers' programs are about: the words and numbers of everyday subjects. Knows nothing of code."""

from __future__ import annotations

from random import Random

import attrs


@attrs.frozen
class Topic:
    """A subject: things with a label, a number and a category; ``decimals`` when the numbers are floats."""

    single: str
    plural: str
    label: str
    number: str
    low: int
    high: int
    category: str
    categories: tuple[str, ...]
    things: tuple[str, ...]
    decimals: bool = False

    @property
    def numbers(self) -> str:
        """The number's name in the plural."""
        if self.number.endswith("s"):
            return f"{self.number}_list"
        return f"{self.number[:-1]}ies" if self.number.endswith("y") else f"{self.number}s"

    def amount(self, random: Random) -> str:
        """The source of one number of this subject."""
        if self.decimals:
            return str(round(random.uniform(self.low, self.high), random.choice((1, 2))))
        return str(random.randint(self.low, self.high))


def _read(row: str) -> Topic:
    single, plural, label, number, low, high, category, categories, things = (part.strip() for part in row.split("|"))
    return Topic(
        *(single, plural, label, number.strip("~"), int(low), int(high), category),
        tuple(categories.split(",")),
        tuple(things.split(",")),
        decimals=number.startswith("~"),
    )


# A tilde before the number's name says that it has decimals.
_TOPICS_TEXT = """
product|products|name|~price|1|90|section|food,toys,clothes,garden|apple,bread,milk,cheese,shirt,lamp,ball,soap,shoes
item|items|name|quantity|0|60|shelf|A1,B2,C3,top|bolts,screws,nails,paint,glue,tape,brushes,hooks,wire
student|students|name|grade|40|100|course|math,art,history,biology|Anna,Ben,Carla,David,Eva,Felix,Grace,Hugo,Ines
pupil|pupils|name|mark|1|6|subject|english,french,music,sport|Mila,Jan,Lea,Tom,Nora,Paul,Ida,Emil,Lotte
city|cities|name|~temperature|-8|35|country|Spain,Italy,Norway,Japan|Oslo,Rome,Paris,Lima,Cairo,Delhi,Tokyo,Bern,Quito
player|players|name|score|0|500|team|red,blue,green,yellow|Kim,Lena,Marco,Nina,Omar,Paula,Rosa,Sam,Tina
animal|animals|name|age|1|20|kind|bird,fish,mammal,reptile|Rex,Bella,Luna,Max,Coco,Milo,Kiki,Nemo,Simba
dog|dogs|name|~weight|3|45|breed|poodle,beagle,collie,boxer|Buddy,Rocky,Daisy,Lola,Toby,Bruno,Molly,Sunny,Rusty
book|books|title|pages|80|900|genre|novel,poetry,science,travel|Emma,Dune,Ulysses,Momo,Heidi,Faust,Kim,Circe,Walden
customer|customers|name|~balance|5|900|status|new,regular,gold,closed|Alice,Bob,Chloe,Dan,Erik,Fatima,Gina,Henry,Ivy
recipe|recipes|name|minutes|5|120|meal|breakfast,lunch,dinner,snack|soup,pancakes,curry,salad,omelette,stew,pizza,risotto
ingredient|ingredients|name|grams|5|500|aisle|fresh,dry,frozen,canned|flour,sugar,butter,eggs,salt,rice,yeast,honey,oats
trip|trips|place|distance|10|900|transport|bus,train,car,bike|Berlin,Madrid,Vienna,Porto,Dublin,Athens,Lyon,Ghent
runner|runners|name|~seconds|10|80|group|junior,senior,guest,club|Usain,Mary,Peter,Joan,Abel,Ruth,Carl,Wilma,Jesse
team|teams|name|points|0|90|league|north,south,east,west|Lions,Tigers,Bears,Eagles,Sharks,Wolves,Hawks,Bulls
task|tasks|title|priority|1|5|status|open,done,waiting,late|laundry,dishes,homework,shopping,email,garden,call mum,taxes
movie|movies|title|~rating|1|10|genre|comedy,drama,horror,action|Jaws,Alien,Up,Coco,Heat,Fargo,Brazil,Psycho,Gandhi
song|songs|title|seconds|90|400|artist|Abba,Queen,Blur,Air|Hello,Yesterday,Help,Fever,Thriller,Imagine,Dreams,Vogue
friend|friends|name|age|12|60|hobby|chess,tennis,music,hiking|Mia,Noah,Zoe,Ali,Linus,Ada,Alan,Vera,Uwe
employee|employees|name|salary|1800|6000|department|sales,office,support,kitchen|Maria,Joe,Lucy,Frank,Olga,Pedro,Wei,Aisha
car|cars|model|speed|60|240|color|red,white,black,silver|Fiat,Volvo,Mini,Skoda,Honda,Ford,Tesla,Seat
plant|plants|name|height|5|300|place|kitchen,balcony,garden,office|rose,cactus,basil,tulip,fern,ivy,mint,lily
expense|expenses|name|~cost|2|400|month|january,march,june,october|rent,phone,gym,train,coffee,internet,gas,gifts
country|countries|name|population|1|300|continent|Europe,Asia,Africa,America|Chile,Kenya,Peru,Iran,Egypt,Cuba,Nepal,Ghana
order|orders|number|~total|8|300|state|sent,paid,packed,returned|A100,A101,B205,B206,C310,C311,D404,D405
lesson|lessons|title|hours|1|9|day|monday,tuesday,friday,sunday|algebra,drawing,physics,drama,latin,coding,chess,choir
guest|guests|name|table|1|12|menu|vegan,fish,meat,kids|Iris,Otto,Rita,Leo,Dora,Max,Ella,Finn
sensor|sensors|name|reading|0|99|room|cellar,attic,hall,bath|s1,s2,s3,north,south,probe,tank,roof
flight|flights|code|seats|20|320|gate|G1,G2,G7,H4|LH12,BA7,AF33,KL9,IB5,SK40,TP2,AY81
drink|drinks|name|~litres|1|9|kind|juice,water,tea,coffee|cola,lemonade,espresso,latte,cocoa,cider,mate,chai
pet|pets|name|meals|1|6|owner|Lisa,Mark,Yuki,Raj|Whiskers,Oreo,Pip,Nala,Bubbles,Ziggy,Tiger,Snowy
game|games|title|level|1|40|platform|pc,phone,board,console|Snake,Pong,Chess,Go,Tetris,Catan,Uno,Risk
"""
TOPICS = tuple(_read(row) for row in _TOPICS_TEXT.strip().splitlines())
