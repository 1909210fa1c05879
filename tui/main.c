#include <stdio.h>

int main(void)
{
	puts("yanpan");
	return 0;
}
